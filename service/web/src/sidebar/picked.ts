import type { Hit, Quote } from "../api/wire";
import type { Candidate, SidebarState } from "./state";

const PICKED = "picked";

/** The script that the agent found becomes a candidate of its own, and the chosen one. */
export function withPicked(state: SidebarState, hit: Hit): Partial<SidebarState> {
  return withLocal(state, { text: hit.text, kind: "script", citations: [hit.citation] });
}

/** Words made of what the calculator or the handoff said. */
export function withComposed(
  state: SidebarState,
  text: string,
  quote: Quote | null,
): Partial<SidebarState> {
  return withLocal(state, { text, quote, kind: quote ? "price" : "script" });
}

function withLocal(
  state: SidebarState,
  made: Pick<Candidate, "text" | "kind"> & Partial<Candidate>,
): Partial<SidebarState> {
  const candidate: Candidate = {
    id: PICKED,
    confidence: null,
    citations: [],
    quote: null,
    flags: [],
    seconds: 0,
    final: true,
    unattended: false,
    local: true,
    ...made,
  };
  const { [PICKED]: _replaced, ...edits } = state.edits;
  return {
    candidates: [...state.candidates.filter(({ local }) => !local), candidate],
    selected: PICKED,
    edits,
    adopted: state.adopted === PICKED ? null : state.adopted,
    whatIf: null,
    notice: "",
  };
}
