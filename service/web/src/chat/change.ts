/**
 * How the chat's state changes: one line per thing that can happen.
 *
 *   opened      the shop's facts arrived
 *   typed       the composer changed
 *   said        the customer sent a message; failed: it did not arrive; answered: it did
 *   resumed     the conversation of before the reload is gone on with
 *   heard       an event of the conversation
 *   attended    who attends to the customer now
 *   voted       on a reply
 *   leaving     the form to leave a message opened or closed
 *   connected   the stream of events came or went
 *   troubled    something does not work; null: it does again
 *   noticed     a word for the status line
 *   forgotten   the conversation is not ours any more: a new one
 */

import type { Attendance, ChatAnswer, ChatEvent, ChatShop, ChatVote } from "../api/chat";
import type { Store } from "../shared/store";
import { attended } from "./attended";
import { failed, merged, resent, said } from "./lines";
import { INITIAL, type ChatState, type Trouble } from "./state";

export type ChatStore = Store<ChatState, Action>;

export type Action =
  | { type: "opened"; shop: ChatShop }
  | { type: "typed"; text: string }
  | { type: "said"; id: string; text: string; at: string }
  | { type: "resent"; id: string }
  | { type: "failed"; id: string }
  | { type: "answered"; answer: ChatAnswer }
  | { type: "resumed"; conversation: string }
  | { type: "heard"; event: ChatEvent }
  | { type: "attended"; attendance: Attendance }
  | { type: "voted"; id: string; vote: ChatVote }
  | { type: "leaving"; open: boolean }
  | { type: "connected"; open: boolean }
  | { type: "troubled"; trouble: Trouble | null }
  | { type: "noticed"; text: string }
  | { type: "forgotten" };

type Changes = {
  [A in Action as A["type"]]: (state: ChatState, action: A) => Partial<ChatState>;
};

const CHANGES: Changes = {
  opened: (_, { shop }) => ({ shop, trouble: null }),
  typed: (_, { text }) => ({ typed: text }),
  said: (state, { id, text, at }) => ({
    ...said(state, id, text, at),
    pending: state.pending + 1,
    typed: "",
    notice: "",
  }),
  resent: (state, { id }) => ({ ...resent(state, id), pending: state.pending + 1 }),
  failed: (state, { id }) => ({ ...failed(state, id), pending: state.pending - 1 }),
  answered: (state, { answer }) => ({
    ...replied(state, answer),
    conversation: answer.conversation_id,
    pending: state.pending - 1,
  }),
  resumed: (_, { conversation }) => ({ conversation }),
  heard,
  attended: (state, { attendance }) => attended(state, attendance),
  voted: ({ votes }, { id, vote }) => ({ votes: { ...votes, [id]: vote } }),
  leaving: (_, { open }) => ({ leaving: open }),
  connected: (_, { open }) => ({ connected: open }),
  troubled: (_, { trouble }) => ({ trouble }),
  noticed: (_, { text }) => ({ notice: text }),
  forgotten: ({ shop, typed }) => ({ ...INITIAL, shop, typed }),
};

export function change(state: ChatState, action: Action): ChatState {
  const changed = CHANGES[action.type] as (state: ChatState, action: Action) => Partial<ChatState>;
  return { ...state, ...changed(state, action) };
}

function replied(state: ChatState, answer: ChatAnswer): Partial<ChatState> {
  const sent = merged(state, { id: answer.message_id, sending: "done" });
  const lines = answer.reply ? merged({ ...state, ...sent }, answer.reply) : sent;
  const after = { ...state, ...sent, ...lines };
  return { ...sent, ...lines, ...attended(after, answer.attendance) };
}

function heard(state: ChatState, { event }: { event: ChatEvent }): Partial<ChatState> {
  switch (event.name) {
    case "message":
      return {
        ...merged(state, { ...event.message, number: event.number, sending: "done" }),
        heard: Math.max(state.heard, event.number),
      };
    case "vote":
      return {
        votes: { ...state.votes, [event.message_id]: event.vote },
        heard: Math.max(state.heard, event.number),
      };
    case "attendance":
      return attended(state, event.attendance);
  }
}
