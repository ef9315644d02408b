import type { Correction, Understood } from "../api/understood";
import type { Handoff, Mode, Shop, Suggestion, Turn, WhatIf } from "../api/wire";
import { NO_CAPABILITIES, type Capabilities } from "./host";
import type { Supposition } from "./supposing";

/** A suggestion as the page keeps it; `local` when the agent picked it from the script search. */
export interface Candidate extends Omit<Suggestion, "confidence"> {
  confidence: Suggestion["confidence"] | null;
  local: boolean;
}

/** What went wrong, in words for the agent, and what 重试 would repeat. */
export interface Trouble {
  title: string;
  detail: string;
  offline: boolean;
  retry: "shop" | "suggestions";
}

export type Vote = "liked" | "rejected" | "appealed";

export interface SidebarState {
  shop: Shop | null;
  /** Milliseconds to add to this computer's clock to have the shop's. */
  clockOffset: number;
  /** What the workbench around the page can do, and which of its conversations this is. */
  can: Capabilities;
  hostConversation: string | null;
  /** The service keeps that conversation's turns itself. */
  stored: boolean;
  buyer: string;
  sku: string;
  order: string;
  turns: Turn[];
  /** What stands in the composer. */
  typed: string;
  conversationId: string | null;
  /** The id of an answer under way: the service knows the conversation only once it is done. */
  offeredId: string | null;
  /** When the oldest message without a reply came (milliseconds), null when all are answered. */
  waitingSince: number | null;
  phase: "idle" | "streaming" | "done" | "stopped";
  trouble: Trouble | null;
  understood: Understood | null;
  /** What was understood when the form to set it right was opened; null while it is closed. */
  correcting: Understood | null;
  /** What the agent set and the service has not stored yet: it goes with each request till then. */
  correction: Correction | null;
  /** The correction that the request under way carries. */
  carried: Correction | null;
  candidates: Candidate[];
  selected: string | null;
  /** The agent's own wording, by suggestion. */
  edits: Record<string, string>;
  adopted: string | null;
  /** What was copied or inserted since the customer wrote, and not adopted. */
  handed: { id: string; text: string } | null;
  /** A message or a correction came while a draft was edited: it stays until they ask for new. */
  postponed: boolean;
  handoff: Handoff | null;
  /** 转专员: the agent hands over what nobody knows. */
  transferred: boolean;
  /** A price beside the one shown; `found` is null while it is computed, or where it failed. */
  whatIf: { what: Supposition; found: WhatIf | null; trouble: string } | null;
  degraded: string | null;
  mode: Mode;
  seconds: number | null;
  votes: Record<string, Vote>;
  /** The suggestion whose 👎 reasons are open. */
  rejecting: string | null;
  priceOpen: boolean;
  helpOpen: boolean;
  notice: string;
}

export const NOTHING_YET = {
  phase: "idle",
  offeredId: null,
  trouble: null,
  understood: null,
  candidates: [],
  selected: null,
  edits: {},
  adopted: null,
  postponed: false,
  handoff: null,
  transferred: false,
  whatIf: null,
  degraded: null,
  mode: "full",
  seconds: null,
  votes: {},
  rejecting: null,
} as const satisfies Partial<SidebarState>;

export const INITIAL: SidebarState = {
  ...NOTHING_YET,
  candidates: [],
  shop: null,
  clockOffset: 0,
  can: NO_CAPABILITIES,
  hostConversation: null,
  stored: false,
  buyer: "",
  sku: "",
  order: "",
  turns: [],
  typed: "",
  conversationId: null,
  waitingSince: null,
  handed: null,
  correcting: null,
  correction: null,
  carried: null,
  priceOpen: true,
  helpOpen: false,
  notice: "",
};

export function selectedOf(state: SidebarState): Candidate | null {
  return state.candidates.find(({ id }) => id === state.selected) ?? null;
}

/** Whether the customer spoke last; otherwise there is nothing to suggest a reply to. */
export function awaitsReply({ turns }: SidebarState): boolean {
  return turns[turns.length - 1]?.role === "customer";
}

/** What the agent would send: their own wording, else the suggestion's. */
export function draftOf(state: SidebarState, candidate: Candidate): string {
  return state.edits[candidate.id] ?? candidate.text;
}

export function isEdited(state: SidebarState, candidate: Candidate): boolean {
  return draftOf(state, candidate) !== candidate.text;
}

/** Whether an edit not yet adopted would be lost by asking anew. */
export function hasUnsavedEdit(state: SidebarState): boolean {
  return state.candidates.some(
    (candidate) => candidate.id !== state.adopted && isEdited(state, candidate),
  );
}

/** Whether the service has stored the candidates, so that it can take feedback on them. */
export function isRecorded({ phase }: SidebarState): boolean {
  return phase === "done";
}

/** A candidate withheld whole by the guard: the flags say why, and there is no draft. */
export function isBlocked(candidate: Candidate): boolean {
  return candidate.final && candidate.text === "";
}

export function isUsable(state: SidebarState, candidate: Candidate | null): candidate is Candidate {
  return candidate !== null && candidate.final && draftOf(state, candidate).trim() !== "";
}
