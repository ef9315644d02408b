/**
 * What the service says, by the names the pages use; `generated.ts` comes from its OpenAPI document
 * (`make types`). Money is a decimal string in yuan, shown as it comes and never computed with;
 * times are ISO 8601 with the shop's offset.
 */

import type { FeedbackIn, SuggestionEvents, SuggestionRequest, TurnIn } from "./generated";

export type {
  CitationOut as Citation,
  EmbeddingOut as Embedding,
  EventOut as ShopEvent,
  FlagOut as Flag,
  HandoffOut as Handoff,
  HitOut as Hit,
  PaymentOut as Payment,
  ProblemOut as Problem,
  ProductOut as Product,
  ProductsOut as Products,
  QuoteOut as Quote,
  SearchOut as Found,
  ShopOut as Shop,
  StepOut as QuoteStep,
  SuggestionOut as Suggestion,
  UnusedOut as UnusedPromotion,
  WhatIfOut as WhatIf,
  WhatIfRequest,
} from "./generated";

export type Turn = Pick<TurnIn, "role" | "text">;
export type Question = SuggestionRequest;
export type Feedback = FeedbackIn;
export type Mode = SuggestionEvents["done"]["mode"];
export type FeedbackEvent = FeedbackIn["event"];

/** An event of the streamed answer; `error` is thrown, not told. */
export type SuggestionEvent = {
  [Name in Exclude<keyof SuggestionEvents, "error">]: { name: Name } & SuggestionEvents[Name];
}[Exclude<keyof SuggestionEvents, "error">];
