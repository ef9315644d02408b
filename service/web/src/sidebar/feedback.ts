import { sendFeedback } from "../api/suggestions";
import type { Feedback } from "../api/wire";
import { t } from "../shared/language";
import type { SidebarStore } from "./change";
import { isRecorded, selectedOf, type Candidate } from "./state";

export const REJECTION_REASONS = ["价格错", "规则过期", "答非所问", "语气不对"] as const;

/**
 * Tells the service what became of a suggestion; a failure is shown and costs the agent nothing.
 *
 * The service stores an answer before its last event and knows none of its suggestions earlier:
 * what happens meanwhile waits, and is let go when the answer is cut or stopped.
 */
export function createFeedback(store: SidebarStore) {
  const displayedIds = new Set<string>();
  let delivering: Promise<void> = Promise.resolve();
  let waiting: { candidate: Candidate; feedback: Feedback }[] = [];

  store.subscribe((state) => {
    if (state.phase === "streaming" || waiting.length === 0) return;
    const known = new Set(isRecorded(state) ? state.candidates.map(({ id }) => id) : []);
    const due = waiting.filter(({ candidate }) => known.has(candidate.id));
    waiting = [];
    due.forEach(({ candidate, feedback }) => deliver(candidate, feedback));
  });

  function send(candidate: Candidate, feedback: Feedback): void {
    // What the agent found by searching was never suggested.
    if (candidate.local) return;
    if (isRecorded(store.get())) deliver(candidate, feedback);
    else if (store.get().phase === "streaming") waiting.push({ candidate, feedback });
  }

  /** One after the other, so that they are stored in the order they happened. */
  function deliver({ id }: Candidate, feedback: Feedback): void {
    delivering = delivering
      .then(() => sendFeedback(id, feedback))
      .catch(() => store.dispatch({ type: "noticed", text: t("反馈没有送达，不影响使用") }));
  }

  function displayed(candidate: Candidate): void {
    if (!candidate.final || candidate.text === "" || displayedIds.has(candidate.id)) return;
    displayedIds.add(candidate.id);
    // An agent's day is long: what is gone from the page need not be known any more.
    const there = new Set(store.get().candidates.map(({ id }) => id));
    for (const id of displayedIds) if (!there.has(id)) displayedIds.delete(id);
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
    return candidate && !candidate.local && isRecorded(store.get()) ? candidate : null;
  }

  return { send, votes: { displayed, like, askWhyRejected, reject } };
}
