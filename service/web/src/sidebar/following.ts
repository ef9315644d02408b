import type { SidebarStore } from "./change";
import type { HostContext } from "./host";
import { awaitsReply } from "./state";

/** A customer writes in bursts: one request when they pause, not one a line. */
const QUIET_MILLISECONDS = 600;

/** Follows the conversation of the workbench; a new customer message renews the suggestions. */
export function createFollowing(store: SidebarStore, renew: () => void, restart: () => void) {
  let quiet: ReturnType<typeof setTimeout> | undefined;

  function follow(context: HostContext): void {
    if (context.conversation !== store.get().hostConversation) restart();
    const before = store.get().turns.length;
    store.dispatch({ type: "followed", context, at: Date.now() });
    if (context.turns.length === before) return;
    clearTimeout(quiet);
    if (awaitsReply(store.get())) quiet = setTimeout(renew, QUIET_MILLISECONDS);
  }

  /** A message of a conversation that was left is not asked about any more. */
  function hush(): void {
    clearTimeout(quiet);
  }

  return { follow, hush };
}
