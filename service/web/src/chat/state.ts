import type { Attendance, ChatMessage, ChatShop, ChatVote } from "../api/chat";

/** A message; `number` is its place, null while only this page knows of it. */
export interface Said extends ChatMessage {
  kind: "message";
  number: number | null;
  sending: "done" | "sending" | "failed";
}

/** A line of the page's own between the messages. */
export interface Notice {
  kind: "notice";
  id: string;
  text: string;
}

export type Line = Said | Notice;

/** What went wrong in words; `again` is what 重试 would do. */
export interface Trouble {
  title: string;
  detail: string;
  again: "open" | "anonymous";
}

export interface ChatState {
  shop: ChatShop | null;
  conversation: string | null;
  lines: Line[];
  /** How many older lines are not kept any more. */
  dropped: number;
  /** The number of the last event heard. */
  heard: number;
  attendance: Attendance | null;
  votes: Record<string, ChatVote>;
  /** Whether the stream of events is there; null before there is anything to listen to. */
  connected: boolean | null;
  /** Messages on their way. */
  pending: number;
  typed: string;
  /** The form to leave a message 留言 is open. */
  leaving: boolean;
  trouble: Trouble | null;
  notice: string;
}

export const INITIAL: ChatState = {
  shop: null,
  conversation: null,
  lines: [],
  dropped: 0,
  heard: 0,
  attendance: null,
  votes: {},
  connected: null,
  pending: 0,
  typed: "",
  leaving: false,
  trouble: null,
  notice: "",
};

/** Lines kept on the page: a chat that is open for a whole day does not grow. */
export const KEPT_LINES = 200;

export const statusOf = ({ attendance }: ChatState): Attendance["status"] =>
  attendance?.status ?? "bot";

/** A person was asked for already, or is there. */
export function hasPerson(state: ChatState): boolean {
  return ["waiting", "human"].includes(statusOf(state));
}
