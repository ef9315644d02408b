/**
 * What the service understood of a conversation, and what an agent sets right. A `turn` is a place
 * in the conversation from 0 on, -1 the product page.
 */

/** How a slot came about, surest last. */
export type Certainty = "assumed" | "inferred" | "said" | "corrected";

export interface Slot<Value extends string = string> {
  value: Value;
  turn: number;
  certainty: Certainty;
}

export interface Item {
  sku: string;
  title: string;
  quantity: number;
  turn: number;
  certainty: Certainty;
  /** How the quantity came about. */
  counted: Certainty;
}

export interface Held {
  kind: "coupon" | "membership" | "balance";
  id: string;
  name: string;
  turn: number;
  certainty: Certainty;
  /** Of a balance: "50.00元", "1000个". */
  worth?: string;
}

export interface OpenQuestion {
  kind: "product" | "coupon" | "quantity" | "order";
  choices: string[];
  names: string[];
  turn: number;
}

export type Deposit = "unpaid" | "paid" | "missed";
export type Stage = "presale" | "insale" | "aftersale";
export type Mood = "calm" | "hurried" | "unhappy" | "angry";

/** A slot is missing or null where nothing was said of it. */
export interface Understood {
  intent?: string;
  questions?: { intent: string; text: string }[];
  products?: Item[];
  open?: OpenQuestion | null;
  held?: Held[];
  no_coupons?: boolean;
  unknown_coupons?: string[];
  unpriced?: string[];
  deposit?: Slot<Deposit> | null;
  moment?: Slot | null;
  event?: string;
  order?: Slot | null;
  stage?: Slot<Stage> | null;
  scene?: (Slot & { name: string }) | null;
  mood?: Slot<Mood> | null;
  question?: string;
}

/** What an agent set by hand after `turn`; what is left out stays as it was understood. */
export interface Correction {
  turn: number;
  /** Pieces by SKU: the whole basket. */
  basket?: Record<string, number>;
  coupons?: string[];
  memberships?: string[];
  deposit?: Deposit;
  /** ISO 8601 with the shop's offset. */
  moment?: string;
}
