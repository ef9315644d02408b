/**
 * POST /v1/suggestions, streamed.
 *
 *   event       data                                      meaning
 *   state       {conversation_id, state}                  what was understood
 *   suggestion  {suggestion}                              a whole candidate; the same id replaces it
 *   delta       {id, text}                                one more verified sentence of a candidate
 *   handoff     {handoff: {to, reason, summary, message}} a person takes over
 *   done        {degraded, seconds, mode}                 always the last; without it the answer is cut
 *   error       problem document                          the service gave up
 *
 * Events of other names are passed over, so that a newer service can add some.
 */

import { ConnectionLost, problemFrom } from "./errors";
import { eventsOf } from "./eventStream";
import { isAbort, postJson } from "./request";
import type { Correction, Understood } from "./understood";
import type { FeedbackEvent, Handoff, Mode, Suggestion, Turn } from "./wire";

export interface Question {
  shop: string;
  conversation_id?: string;
  turns: Turn[];
  context?: { correction: Correction };
}

export type SuggestionEvent =
  | { name: "state"; conversation_id: string; state: Understood }
  | { name: "suggestion"; suggestion: Suggestion }
  | { name: "delta"; id: string; text: string }
  | { name: "handoff"; handoff: Handoff }
  | { name: "done"; degraded: string | null; seconds: number; mode?: Mode };

const KNOWN = new Set<string>(["state", "suggestion", "delta", "handoff", "done"]);

/**
 * The events up to and including `done`.
 * Throws ProblemError for a refusal or an `error` event, ConnectionLost when the stream ends early.
 */
export async function* streamSuggestions(
  question: Question,
  signal: AbortSignal,
): AsyncGenerator<SuggestionEvent> {
  const response = await postJson("/v1/suggestions", question, {
    headers: { Accept: "text/event-stream" },
    signal,
  });
  if (!response.body) throw new ConnectionLost();
  try {
    for await (const { name, data } of eventsOf(response.body)) {
      const parsed = JSON.parse(data) as object;
      if (name === "error") throw problemFrom(parsed, response.status);
      if (KNOWN.has(name)) yield { ...parsed, name } as SuggestionEvent;
      if (name === "done") return;
    }
  } catch (error) {
    throw isAbort(error) || !isDamage(error) ? error : new ConnectionLost();
  }
  throw new ConnectionLost();
}

/** A read that broke off (TypeError) or an event that is not JSON (SyntaxError). */
function isDamage(error: unknown): boolean {
  return error instanceof TypeError || error instanceof SyntaxError;
}

export async function sendFeedback(
  id: string,
  feedback: { event: FeedbackEvent; text?: string; reason?: string },
): Promise<void> {
  await postJson(`/v1/suggestions/${encodeURIComponent(id)}/feedback`, feedback);
}
