import { sendFeedback } from "../api/suggestions";
import type { FeedbackEvent } from "../api/wire";
import type { SidebarStore } from "./session";
import { selectedOf, type Candidate } from "./state";

export const REJECTION_REASONS = ["价格错", "规则过期", "答非所问", "语气不对"] as const;

interface Feedback {
  event: FeedbackEvent;
  text?: string;
  reason?: string;
}

/** Tells the service what became of a suggestion; a failure is shown and costs the agent nothing. */
export function createFeedback(store: SidebarStore) {
  const displayedIds = new Set<string>();

  function send(candidate: Candidate, feedback: Feedback): void {
    // What the agent found by searching was never suggested.
    if (candidate.local) return;
    sendFeedback(candidate.id, feedback).catch(() => {
      store.dispatch({ type: "noticed", text: "反馈没有送达，不影响使用" });
    });
  }

  function displayed(candidate: Candidate): void {
    if (!candidate.final || displayedIds.has(candidate.id)) return;
    displayedIds.add(candidate.id);
    send(candidate, { event: "displayed" });
  }

  function like(): void {
    const candidate = votable();
    if (!candidate) return;
    store.dispatch({ type: "voted", id: candidate.id, vote: "liked" });
    send(candidate, { event: "liked" });
  }

  /** 👎 first asks why. */
  function askWhyRejected(): void {
    const candidate = votable();
    if (!candidate) return;
    const open = store.get().rejecting === candidate.id;
    store.dispatch({ type: "rejecting", id: open ? null : candidate.id });
  }

  function reject(reason: string): void {
    const candidate = votable();
    if (!candidate) return;
    store.dispatch({ type: "voted", id: candidate.id, vote: "rejected" });
    send(candidate, { event: "rejected", reason });
  }

  function votable(): Candidate | null {
    const candidate = selectedOf(store.get());
    return candidate && !candidate.local && candidate.final ? candidate : null;
  }

  return { send, votes: { displayed, like, askWhyRejected, reject } };
}
