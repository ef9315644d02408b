/**
 * POST /v1/suggestions, streamed.
 *
 * The events are those of `SuggestionEvents`: state, suggestion, delta, handoff, and done, always the
 * last; without it the answer is cut. `error` is a problem document.
 *
 * Events of other names are passed over, so that a newer service can add some.
 */

import { ConnectionLost, problemFrom } from "./errors";
import { eventsOf } from "./eventStream";
import { isAbort, postJson } from "./request";
import type { Feedback, Question, SuggestionEvent } from "./wire";

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
  feedback: Feedback,
): Promise<void> {
  await postJson(`/v1/suggestions/${encodeURIComponent(id)}/feedback`, feedback);
}
