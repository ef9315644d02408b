/** What a customer asks of the service (`/v1/chat`). */

import type {
  AttendanceOut,
  ChatEvents,
  ChatMessageOut,
  ChatOut,
  ChatRequest,
  ChatShopOut,
  PriceOut,
  SourceOut,
  VoteIn,
} from "./generated";
import { getJson, postJson, request } from "./request";

export type Attendance = AttendanceOut;
export type ChatAnswer = ChatOut;
export type ChatMessage = ChatMessageOut;
export type ChatShop = ChatShopOut;
export type ChatSource = SourceOut;
export type ChatVote = VoteIn["vote"];
export type CustomerPrice = PriceOut;

/** An event of the stream of a conversation. */
export type ChatEvent =
  | ({ name: "message" } & ChatEvents["message"])
  | ({ name: "attendance" } & ChatEvents["attendance"])
  | ({ name: "vote" } & ChatEvents["vote"]);

export const fetchChatShop = (shop: string): Promise<ChatShop> =>
  getJson<ChatShop>(`/v1/chat/shops/${encodeURIComponent(shop)}`);

export async function say(message: ChatRequest): Promise<ChatAnswer> {
  return (await (await postJson("/v1/chat", message)).json()) as ChatAnswer;
}

export const eventsPath = (shop: string, conversation: string, after: number): string =>
  `${pathOf(conversation)}/events?${new URLSearchParams({ shop, after: String(after) })}`;

export async function cancelWaiting(shop: string, conversation: string): Promise<Attendance> {
  const query = new URLSearchParams({ shop });
  const response = await request(`${pathOf(conversation)}/handoff?${query}`, { method: "DELETE" });
  return (await response.json()) as Attendance;
}

export async function leaveMessage(
  shop: string,
  conversation: string,
  text: string,
  id: string,
): Promise<Attendance> {
  const message = { shop, text, message_id: id };
  return (await (await postJson(`${pathOf(conversation)}/message`, message)).json()) as Attendance;
}

export async function sendVote(
  shop: string,
  conversation: string,
  message: string,
  vote: ChatVote,
): Promise<Attendance> {
  const body: VoteIn = { shop, message_id: message, vote };
  return (await (await postJson(`${pathOf(conversation)}/votes`, body)).json()) as Attendance;
}

const pathOf = (conversation: string): string => `/v1/chat/${encodeURIComponent(conversation)}`;
