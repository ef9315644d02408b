/** What an agent does with conversations that were handed over (`/v1/conversations`). */

import type {
  AgentReply,
  AttendedOut,
  ByAgent,
  HandoffIn,
  InboxOut,
  MessagesOut,
  QueuedOut,
} from "./generated";
import { getJson, postJson, request } from "./request";

export type Inbox = InboxOut;
export type Queued = QueuedOut;
export type Messages = MessagesOut;
export type Attended = AttendedOut;

export const inboxEventsPath = (shop: string, agent: string): string =>
  `/v1/conversations/events?${new URLSearchParams({ shop, agent })}`;

export function fetchMessages(shop: string, conversation: string, after: number): Promise<Messages> {
  const query = new URLSearchParams({ shop, after: String(after) });
  return getJson<Messages>(`${pathOf(conversation)}/messages?${query}`);
}

/** 接待, 交还机器人, 结束. */
export async function does(
  what: "take" | "return" | "close",
  conversation: string,
  by: ByAgent,
): Promise<Attended> {
  return (await (await postJson(`${pathOf(conversation)}/${what}`, by)).json()) as Attended;
}

export async function replyTo(conversation: string, reply: AgentReply): Promise<void> {
  await postJson(`${pathOf(conversation)}/reply`, reply);
}

/** 转专员: into the queue, with what the sidebar was told. */
export async function handOver(conversation: string, handoff: HandoffIn): Promise<Attended> {
  return (await (await postJson(`${pathOf(conversation)}/handoff`, handoff)).json()) as Attended;
}

/** 撤回, as long as nobody has taken it. */
export async function takeBack(shop: string, conversation: string): Promise<Attended> {
  const query = new URLSearchParams({ shop });
  const response = await request(`${pathOf(conversation)}/handoff?${query}`, { method: "DELETE" });
  return (await response.json()) as Attended;
}

const pathOf = (conversation: string): string =>
  `/v1/conversations/${encodeURIComponent(conversation)}`;
