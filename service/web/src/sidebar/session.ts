import { fetchShop } from "../api/shop";
import { createStore } from "../shared/store";
import { createAsking } from "./asking";
import { change, type SidebarStore } from "./change";
import { createCorrecting } from "./correction/correcting";
import { createFeedback } from "./feedback";
import { createFollowing } from "./following";
import type { Host } from "./host";
import { createRescuing } from "./rescuing";
import { hasUnsavedEdit, INITIAL } from "./state";
import { createSupposing } from "./supposing";
import { troubleOf } from "./trouble";
import { createUsing } from "./using";

export type Session = ReturnType<typeof createSession>;

/** Everything an agent, or the workbench around the sidebar, can do. */
export function createSession(shop: string, host: () => Host | null) {
  const store: SidebarStore = createStore(change, INITIAL);
  const asking = createAsking(store, shop);
  const feedback = createFeedback(store);
  const correcting = createCorrecting(store, renew);
  const following = createFollowing(store, renew, restart);
  const supposing = createSupposing(store, shop);
  const using = createUsing(store, feedback.send, host);
  const rescuing = createRescuing(store, shop, feedback, using, host);

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

  function select(position: number): void {
    const candidate = store.get().candidates[position];
    if (candidate) store.dispatch({ type: "selected", id: candidate.id });
  }

  function restart(): void {
    following.hush();
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
    select,
    restart,
    ...asking,
    ...using,
    ...rescuing,
    ...supposing,
    ...following,
    ...correcting,
    ...feedback.votes,
  };
}
