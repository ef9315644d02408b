import type { Handoff, Turn } from "../api/wire";

/** What the workbench around the sidebar lets an agent do from here. */
export interface Capabilities {
  insert: boolean;
  send: boolean;
}

/** The workbench (工作台) that shows the sidebar: where a reply goes. */
export interface Host {
  /** Puts the text into the reply field; false when there is none. */
  insert(text: string): Promise<boolean>;
  /** As `insert`, and sends it, because the agent asked for it. */
  send(text: string): Promise<boolean>;
  handOff(handoff: Handoff): void;
}

/** The conversation that the workbench shows; `turns` are all of it, oldest first. */
export interface HostContext {
  conversation: string;
  shop?: string;
  /** Masked by the workbench. */
  buyer?: string;
  sku?: string;
  order?: string;
  turns: Turn[];
  /** The service keeps it under this id itself: its turns need not be sent. */
  stored?: boolean;
}

export const NO_CAPABILITIES: Capabilities = { insert: false, send: false };
