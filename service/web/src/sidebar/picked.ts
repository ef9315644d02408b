import type { Hit } from "../api/wire";
import type { Candidate, SidebarState } from "./state";

const PICKED = "picked";

/** The script that the agent found becomes a candidate of its own, and the chosen one. */
export function withPicked(state: SidebarState, hit: Hit): Partial<SidebarState> {
  const candidate: Candidate = {
    id: PICKED,
    text: hit.text,
    kind: "script",
    confidence: null,
    citations: [hit.citation],
    quote: null,
    flags: [],
    seconds: 0,
    final: true,
    unattended: false,
    local: true,
  };
  const { [PICKED]: _replaced, ...edits } = state.edits;
  return {
    candidates: [...state.candidates.filter(({ local }) => !local), candidate],
    selected: PICKED,
    edits,
    adopted: state.adopted === PICKED ? null : state.adopted,
    notice: "",
  };
}
