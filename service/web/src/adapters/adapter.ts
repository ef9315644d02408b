import type { HostContext } from "../sidebar/host";

/**
 * One workbench (工作台): where its reply field is and what its page says of the conversation.
 * Nothing here sends by itself: `send` only presses the button that an agent would press.
 */
export interface Adapter {
  name: string;
  /** Whether this page is such a workbench. */
  fits(page: Document): boolean;
  /** Puts `text` in the place of what stands in the reply field; false when there is none. */
  insert(page: Document, text: string): boolean;
  /** Left out where the workbench has no button that may be pressed from outside. */
  send?(page: Document): boolean;
  /** The conversation on the page; null while none is open. */
  context(page: Document): HostContext | null;
}
