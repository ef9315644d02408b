/**
 * What the service says, by the names it uses. Money is a decimal string in yuan, shown as it
 * comes and never computed with; times are ISO 8601 with the shop's offset.
 */

export type Role = "customer" | "agent" | "bot";

export interface Turn {
  role: Role;
  text: string;
}

export interface Shop {
  id: string;
  name: string;
  platform: string;
  now: string;
  demo: boolean;
  model: string | null;
}

export interface Citation {
  document: string;
  place: string;
  snippet: string;
  valid_from: string | null;
  valid_to: string | null;
  version: string | null;
}

export interface Flag {
  code: string;
  span: string;
  severity: "block" | "warn" | "info";
  message: string;
  replacement: string | null;
}

export interface QuoteLine {
  sku: string;
  title: string;
  quantity: number;
  unit_price: string;
  payable: string;
}

export interface QuoteStep {
  promotion_id: string;
  name: string;
  base: string;
  threshold: string | null;
  saving: string;
  subtotal: string;
  detail: string;
  source: string;
}

export interface Payment {
  what: "deposit" | "final_payment" | "full";
  amount: string;
  from: string | null;
  to: string | null;
}

export interface UnusedPromotion {
  promotion_id: string;
  name: string;
  reason: string;
  missing: string | null;
}

export interface Quote {
  list_price: string;
  payable: string;
  deposit: string;
  final_payment: string;
  saving: string;
  lines: QuoteLine[];
  steps: QuoteStep[];
  schedule: Payment[];
  unused: UnusedPromotion[];
  assumptions: string[];
  warnings: string[];
  explanation: string;
  disclaimer: string;
}

export interface Suggestion {
  id: string;
  text: string;
  kind: "script" | "generated" | "price" | "handoff" | "ask";
  confidence: "high" | "medium" | "low";
  citations: Citation[];
  quote: Quote | null;
  flags: Flag[];
  seconds: number;
  /** False while the guard has not said its last word: not to be used yet. */
  final: boolean;
}

export interface Handoff {
  code: "complaint" | "human" | "price" | "unsure";
  to: string;
  reason: string;
  summary: string[];
  message: string;
}

/** The step of the peak mode that an answer was given in. */
export type Mode = "full" | "lean" | "cached" | "script";

export interface Product {
  sku: string;
  title: string;
  short: string;
  list_price: string;
}

/** An event and what a buyer can hold in it; empty where none is under way. */
export interface ShopEvent {
  id: string;
  name: string;
  coupons: { id: string; name: string }[];
  memberships: { id: string; name: string }[];
}

export interface Hit {
  kind: string;
  question: string;
  text: string;
  score: number;
  citation: Citation;
}

export type FeedbackEvent = "displayed" | "copied" | "inserted" | "sent" | "rejected" | "liked";
