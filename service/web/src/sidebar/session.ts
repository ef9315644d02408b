import { fetchShop } from "../api/shop";
import { copyText } from "../shared/clipboard";
import { createStore } from "../shared/store";
import { createAsking } from "./asking";
import { change, type SidebarStore } from "./change";
import { createCorrecting } from "./correction/correcting";
import { createFeedback } from "./feedback";
import { draftOf, hasUnsavedEdit, INITIAL, isUsable, selectedOf } from "./state";
import { troubleOf } from "./trouble";

export type Session = ReturnType<typeof createSession>;

/** Everything an agent, or the page around the sidebar, can do. */
export function createSession(shop: string) {
  const store: SidebarStore = createStore(change, INITIAL);
  const asking = createAsking(store, shop);
  const feedback = createFeedback(store);
  const correcting = createCorrecting(store, renew);

  async function open(): Promise<void> {
    try {
      store.dispatch({ type: "opened", shop: await fetchShop(shop), at: Date.now() });
    } catch (error) {
      store.dispatch({ type: "failed", trouble: troubleOf(error, "shop") });
    }
  }

  /** The customer's message. */
  function say(text: string): void {
    store.dispatch({ type: "said", text, at: Date.now() });
    renew();
  }

  /** Asks for suggestions, unless that would cost the agent an edit. */
  function renew(): void {
    if (hasUnsavedEdit(store.get())) store.dispatch({ type: "postponed" });
    else asking.ask();
  }

  /** Takes back what was refused; without a correction the message can be answered as it stands. */
  function withdraw(): void {
    const corrected = store.get().correction !== null;
    store.dispatch({ type: "withdrawn" });
    if (corrected) asking.ask();
  }

  function retry(): void {
    if (store.get().trouble?.retry === "shop") void open();
    else asking.ask();
  }

  async function copy(): Promise<void> {
    const candidate = selectedOf(store.get());
    if (!isUsable(store.get(), candidate)) return;
    const text = draftOf(store.get(), candidate);
    if (!(await copyPlain(text))) return;
    if (store.get().adopted !== candidate.id) {
      store.dispatch({ type: "copied", id: candidate.id, text });
    }
    feedback.send(candidate, { event: "copied", text });
  }

  async function copyPlain(text: string): Promise<boolean> {
    const copied = await copyText(text);
    store.dispatch({
      type: "noticed",
      text: copied ? "已复制" : "没有复制成功，请选中文字按 Ctrl+C",
    });
    return copied;
  }

  function adopt(): void {
    const candidate = selectedOf(store.get());
    if (!isUsable(store.get(), candidate) || store.get().adopted === candidate.id) return;
    const text = draftOf(store.get(), candidate);
    store.dispatch({ type: "adopted", id: candidate.id, text });
    feedback.send(candidate, { event: "sent", text });
  }

  function select(position: number): void {
    const candidate = store.get().candidates[position];
    if (candidate) store.dispatch({ type: "selected", id: candidate.id });
  }

  function restart(): void {
    asking.abandon();
    store.dispatch({ type: "restarted" });
  }

  return {
    store,
    shop,
    open,
    say,
    withdraw,
    retry,
    copy,
    copyPlain,
    adopt,
    select,
    restart,
    ...asking,
    ...correcting,
    ...feedback.votes,
  };
}
