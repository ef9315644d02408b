/**
 * What the service understood of a conversation, and what an agent sets right. A `turn` is a place
 * in the conversation from 0 on, -1 the product page.
 */

import type { CorrectionIn, StateOut } from "./generated";

export type {
  Certainty,
  Deposit,
  FlowOut as Flow,
  HeldSlotOut as Held,
  ItemOut as Item,
} from "./generated";

/** Empty until the service has answered once. */
export type Understood = Partial<StateOut>;

/** What an agent set by hand after `turn`; what is left out stays as it was understood. */
export type Correction = CorrectionIn & { turn: number };
