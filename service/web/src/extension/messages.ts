/**
 * Between the side panel and the page of the workbench.
 *
 *   kind      from    data        meaning
 *   look      panel               tell the conversation, and keep telling
 *   insert    panel   {text}      put into the reply field; answered with true or false
 *   send      panel   {text}      the same, and press send
 *   context   page    {context}   the conversation, now and at each change
 */

import type { HostContext } from "../sidebar/host";

export type ToPage = { kind: "look" } | { kind: "insert" | "send"; text: string };
export type ToPanel = { kind: "context"; context: HostContext };
export interface Seen {
  insert: boolean;
  send: boolean;
  context: HostContext | null;
}
