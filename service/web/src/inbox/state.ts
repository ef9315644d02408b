import type { ChatMessage, ChatVote } from "../api/chat";
import type { Inbox, Messages, Queued } from "../api/inbox";

export interface InboxState {
  /** Under which name the agent writes; "" until it is given. */
  agent: string;
  inbox: Inbox | null;
  /** When that came (milliseconds): waiting goes on meanwhile. */
  at: number;
  open: string | null;
  messages: ChatMessage[];
  votes: Record<string, ChatVote>;
  /** The number up to which the messages are there. */
  heard: number;
  typed: string;
  connected: boolean | null;
  notice: string;
}

export const INITIAL: InboxState = {
  agent: "",
  inbox: null,
  at: 0,
  open: null,
  messages: [],
  votes: {},
  heard: 0,
  typed: "",
  connected: null,
  notice: "",
};

/** Messages of the open conversation that are kept; what is older is in the conversation's history. */
export const KEPT_MESSAGES = 300;

/**
 * entered   the agent gave their name
 * listed    the inbox came, whole
 * connected the stream of it came or went
 * opened    another conversation
 * said      messages of the open one
 * typed     the reply changed
 * noticed   a word for the status line
 */
export type Action =
  | { type: "entered"; agent: string }
  | { type: "listed"; inbox: Inbox; at: number }
  | { type: "connected"; open: boolean }
  | { type: "opened"; id: string | null }
  | { type: "said"; id: string; said: Messages }
  | { type: "typed"; text: string }
  | { type: "noticed"; text: string };

type Changes = {
  [A in Action as A["type"]]: (state: InboxState, action: A) => Partial<InboxState>;
};

const CLOSED = { messages: [], votes: {}, heard: 0, typed: "", notice: "" };

const CHANGES: Changes = {
  entered: (_, { agent }) => ({ agent }),
  listed: (_, { inbox, at }) => ({ inbox, at }),
  connected: (_, { open }) => ({ connected: open }),
  opened: (_, { id }) => ({ ...CLOSED, open: id }),
  said: (state, { id, said }) => (id === state.open ? grown(state, said) : {}),
  typed: (_, { text }) => ({ typed: text }),
  noticed: (_, { text }) => ({ notice: text }),
};

export function change(state: InboxState, action: Action): InboxState {
  const changed = CHANGES[action.type] as (state: InboxState, action: Action) => Partial<InboxState>;
  return { ...state, ...changed(state, action) };
}

export function openOf({ inbox, open }: InboxState): Queued | null {
  return inbox?.conversations.find(({ conversation_id }) => conversation_id === open) ?? null;
}

/** The agent has it, and may write in it. */
export function isOwn(line: Queued | null, agent: string): boolean {
  return line?.status === "human" && line.agent === agent;
}

function grown(state: InboxState, { number, messages, votes }: Messages): Partial<InboxState> {
  const known = new Set(state.messages.map(({ id }) => id));
  const fresh = messages.filter(({ id }) => !known.has(id));
  return {
    heard: Math.max(state.heard, number),
    messages: [...state.messages, ...fresh].slice(-KEPT_MESSAGES),
    votes: { ...state.votes, ...votes },
  };
}
