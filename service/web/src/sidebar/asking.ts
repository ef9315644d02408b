import { streamSuggestions } from "../api/suggestions";
import type { SidebarStore } from "./change";
import { awaitsReply } from "./state";
import { troubleOf } from "./trouble";

/** Asks for suggestions to the conversation so far; a new request ends the one under way. */
export function createAsking(store: SidebarStore, shop: string) {
  let running: AbortController | null = null;

  async function listen(signal: AbortSignal): Promise<void> {
    const { turns, stored, conversationId, correction, sku, order } = store.get();
    const context = {
      ...(sku && { sku }),
      ...(order && { order }),
      ...(correction && { correction }),
    };
    const question = {
      shop,
      turns: stored ? [] : turns,
      ...(conversationId && { conversation_id: conversationId }),
      ...(Object.keys(context).length && { context }),
    };
    try {
      for await (const event of streamSuggestions(question, signal)) {
        if (signal.aborted) return;
        store.dispatch({ type: "heard", event });
      }
    } catch (error) {
      if (signal.aborted) return;
      store.dispatch({ type: "failed", trouble: troubleOf(error, "suggestions") });
    }
  }

  function abandon(): void {
    running?.abort();
    running = null;
  }

  function ask(): void {
    if (!awaitsReply(store.get())) return;
    abandon();
    running = new AbortController();
    store.dispatch({ type: "asked" });
    void listen(running.signal);
  }

  /** Keeps what has come; candidates without their final verdict stay unusable. */
  function stop(): void {
    if (store.get().phase !== "streaming") return;
    abandon();
    store.dispatch({ type: "stopped" });
  }

  return { ask, stop, abandon };
}
