import type { HostContext } from "./host";
import type { SidebarState } from "./state";

/** The workbench's conversation stands for the page's own; what it shows as said has been said. */
export function followed(
  state: SidebarState,
  { conversation, turns, buyer = "", sku = "", order = "", stored = false }: HostContext,
  at: number,
): Partial<SidebarState> {
  const grown = turns.length > state.turns.length;
  const answered = turns[turns.length - 1]?.role !== "customer";
  return {
    hostConversation: conversation,
    stored,
    ...(stored && { conversationId: conversation }),
    turns,
    buyer,
    sku,
    order,
    ...(grown && { handed: null, adopted: state.handed?.id ?? state.adopted }),
    waitingSince: answered ? null : (state.waitingSince ?? at),
  };
}
