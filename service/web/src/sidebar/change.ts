/**
 * How the page's state changes: one line per thing that can happen.
 *
 *   opened      the shop's facts arrived
 *   typed       the composer changed
 *   said        the customer's message was typed or pasted
 *   correcting  the form to set right what was understood opened, or closed
 *   corrected   the agent set something right
 *   withdrawn   what the service refused, correction or message, was taken back
 *   postponed   an edited draft is kept until the agent asks for new suggestions
 *   asked       a request for suggestions started
 *   heard       one event of its answer (see heard.ts)
 *   failed      it, or the shop's facts, did not come
 *   stopped     the agent stopped it
 *   picked      a hit of the script search was taken
 *   able        the workbench around the page told what it can do
 *   followed    it told its conversation
 *   composed    words for the reply were made on the page, of what the service said
 *   supposing   a price beside the one shown was asked for; supposed: it came
 *   transferred what nobody knows goes to a person; recalled: a handoff was taken back
 *   handed      the draft was copied or inserted: the agent sends it elsewhere
 *   adopted     the draft became a turn of the conversation
 *   restarted   a new conversation
 */

import type { Store } from "../shared/store";
import type { Correction, Understood } from "../api/understood";
import type { Hit, Quote, Shop, SuggestionEvent, WhatIf } from "../api/wire";
import { t } from "../shared/language";
import { heard } from "./heard";
import { followed } from "./followed";
import type { Capabilities, HostContext } from "./host";
import { INITIAL, NOTHING_YET, type SidebarState, type Trouble, type Vote } from "./state";
import { withComposed, withPicked } from "./picked";
import type { Supposition } from "./supposing";

export type SidebarStore = Store<SidebarState, Action>;

export type Action =
  | { type: "opened"; shop: Shop; at: number }
  | { type: "typed"; text: string }
  | { type: "said"; text: string; at: number }
  | { type: "correcting"; base: Understood | null }
  | { type: "corrected"; correction: Correction; understood: Understood }
  | { type: "withdrawn" }
  | { type: "postponed" }
  | { type: "asked" }
  | { type: "heard"; event: SuggestionEvent }
  | { type: "failed"; trouble: Trouble }
  | { type: "stopped" }
  | { type: "selected"; id: string }
  | { type: "edited"; id: string; text: string }
  | { type: "restored"; id: string }
  | { type: "picked"; hit: Hit }
  | { type: "able"; can: Capabilities }
  | { type: "followed"; context: HostContext; at: number }
  | { type: "composed"; text: string; quote: Quote | null }
  | { type: "supposing"; what: Supposition }
  | { type: "supposed"; what: Supposition; found: WhatIf | null; trouble: string }
  | { type: "transferred" }
  | { type: "recalled" }
  | { type: "handed"; id: string; text: string; notice: string }
  | { type: "adopted"; id: string; text: string }
  | { type: "voted"; id: string; vote: Vote }
  | { type: "rejecting"; id: string | null }
  | { type: "priceToggled" }
  | { type: "helpToggled"; open: boolean }
  | { type: "noticed"; text: string }
  | { type: "restarted" };

type Changes = {
  [A in Action as A["type"]]: (state: SidebarState, action: A) => Partial<SidebarState>;
};

const CHANGES: Changes = {
  opened: (state, { shop, at }) => ({
    shop,
    clockOffset: Date.parse(shop.now) - at,
    trouble: state.trouble?.retry === "shop" ? null : state.trouble,
  }),
  typed: (_, { text }) => ({ typed: text }),
  said: (before, { text, at }) => {
    const state = replied(before);
    return {
      ...state,
      turns: [...state.turns, { role: "customer", text }],
      typed: "",
      waitingSince: state.waitingSince ?? at,
      notice: "",
    };
  },
  correcting: (_, { base }) => ({ correcting: base }),
  corrected: (state, { correction, understood }) => ({
    correction: { ...state.correction, ...correction },
    understood,
  }),
  withdrawn: ({ turns, correction }) =>
    correction
      ? { correction: null, trouble: null }
      : {
          turns: turns.slice(0, -1),
          typed: turns[turns.length - 1]?.text ?? "",
          trouble: null,
        },
  postponed: () => ({ postponed: true }),
  asked: ({ correction }) => ({
    ...NOTHING_YET,
    candidates: [],
    phase: "streaming",
    carried: correction,
    notice: "",
  }),
  heard: (state, { event }) => heard(state, event),
  failed: (state, { trouble }) => ({
    trouble,
    phase: trouble.retry === "suggestions" ? "stopped" : state.phase,
  }),
  stopped: () => ({ phase: "stopped", notice: t("已停止生成") }),
  selected: (_, { id }) => ({ selected: id, rejecting: null, whatIf: null, notice: "" }),
  edited: (state, { id, text }) => ({
    edits: { ...state.edits, [id]: text },
    adopted: state.adopted === id ? null : state.adopted,
  }),
  restored: (state, { id }) => ({ edits: without(state.edits, id) }),
  picked: (state, { hit }) => withPicked(state, hit),
  able: (_, { can }) => ({ can }),
  followed: (state, { context, at }) => followed(state, context, at),
  composed: (state, { text, quote }) => withComposed(state, text, quote),
  supposing: (_, { what }) => ({ whatIf: { what, found: null, trouble: "" } }),
  supposed: ({ whatIf }, { what, found, trouble }) =>
    whatIf?.what === what ? { whatIf: { what, found, trouble } } : {},
  transferred: () => ({ transferred: true }),
  recalled: ({ transferred, handoff }) => ({
    transferred: false,
    handoff: transferred ? handoff : null,
  }),
  handed: (_, { id, text, notice }) => ({ handed: { id, text }, notice }),
  adopted: (state, { id, text }) => ({
    turns: [...state.turns, { role: "agent", text }],
    adopted: id,
    handed: null,
    waitingSince: null,
    trouble: state.trouble?.retry === "suggestions" ? null : state.trouble,
    notice: t("已记入对话"),
  }),
  voted: (state, { id, vote }) => ({
    votes: { ...state.votes, [id]: vote },
    rejecting: null,
    notice: vote === "appealed" ? t("已申诉，会由培训复核") : t("已记录评价"),
  }),
  rejecting: (_, { id }) => ({ rejecting: id }),
  priceToggled: ({ priceOpen }) => ({ priceOpen: !priceOpen }),
  helpToggled: (_, { open }) => ({ helpOpen: open }),
  noticed: (_, { text }) => ({ notice: text }),
  restarted: ({ shop, clockOffset, priceOpen, can }) => ({
    ...INITIAL,
    shop,
    clockOffset,
    priceOpen,
    can,
  }),
};

export function change(state: SidebarState, action: Action): SidebarState {
  const changed = CHANGES[action.type] as (
    state: SidebarState,
    action: Action,
  ) => Partial<SidebarState>;
  return { ...state, ...changed(state, action) };
}

/** The customer writes again: what was copied and never adopted has been sent to them meanwhile. */
function replied(state: SidebarState): SidebarState {
  if (state.handed === null) return state;
  const { id, text } = state.handed;
  const reply = { role: "agent", text } as const;
  return {
    ...state,
    turns: [...state.turns, reply],
    adopted: id,
    handed: null,
    waitingSince: null,
  };
}

function without(edits: Record<string, string>, id: string): Record<string, string> {
  return Object.fromEntries(Object.entries(edits).filter(([key]) => key !== id));
}
