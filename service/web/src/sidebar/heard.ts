import type { Suggestion, SuggestionEvent } from "../api/wire";
import type { Candidate, SidebarState } from "./state";

/** What one event of the streamed answer changes. */
export function heard(state: SidebarState, event: SuggestionEvent): Partial<SidebarState> {
  switch (event.name) {
    case "state":
      return { understood: event.state, offeredId: event.conversation_id };
    case "suggestion":
      // Who reads it is the person that the customer was promised.
      if (state.stored && event.suggestion.kind === "handoff") return {};
      return isTakenBack(event.suggestion)
        ? withoutCandidate(state, event.suggestion.id)
        : withCandidate(state, { ...event.suggestion, local: false });
    case "delta":
      return withCandidate(state, grown(state, event.id, event.text));
    case "handoff":
      return { handoff: event.handoff };
    case "done":
      return {
        phase: "done",
        conversationId: state.offeredId ?? state.conversationId,
        correction: state.correction === state.carried ? null : state.correction,
        degraded: event.degraded,
        mode: event.mode ?? "full",
        seconds: event.seconds,
      };
  }
}

/** The first candidate is chosen; a later one never takes the agent's place. */
function withCandidate(state: SidebarState, candidate: Candidate): Partial<SidebarState> {
  const known = state.candidates.some(({ id }) => id === candidate.id);
  return {
    candidates: known
      ? state.candidates.map((other) => (other.id === candidate.id ? candidate : other))
      : [...state.candidates, candidate],
    selected: state.selected ?? candidate.id,
  };
}

/** Half a reply is no reply: what a failing model had begun is taken back, without a reason to show. */
function isTakenBack({ final, text, flags }: Suggestion): boolean {
  return final && text === "" && flags.length === 0;
}

function withoutCandidate(state: SidebarState, id: string): Partial<SidebarState> {
  const candidates = state.candidates.filter((candidate) => candidate.id !== id);
  const selected = state.selected === id ? (candidates[0]?.id ?? null) : state.selected;
  return { candidates, selected };
}

function grown(state: SidebarState, id: string, text: string): Candidate {
  const begun = state.candidates.find((candidate) => candidate.id === id) ?? { ...BEGUN, id };
  return { ...begun, text: begun.text + text };
}

const BEGUN: Omit<Suggestion, "confidence" | "id"> & Pick<Candidate, "confidence" | "local"> = {
  text: "",
  kind: "generated",
  confidence: null,
  citations: [],
  quote: null,
  flags: [],
  seconds: 0,
  final: false,
  unattended: false,
  local: false,
};
