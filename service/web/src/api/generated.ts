/* Generated from the OpenAPI document by wire-types.mjs (`make types`). */

/**
 * Where the buyer stands with the deposit 定金.
 */
export type Deposit = "unpaid" | "paid" | "missed";
/**
 * How a slot came about, surest last.
 */
export type Certainty = "assumed" | "inferred" | "said" | "corrected";
/**
 * What a question is after; the calculator answers the first eight.
 */
export type Intent =
  | "price"
  | "schedule"
  | "stacking"
  | "gap"
  | "comparison"
  | "split"
  | "refund"
  | "protection"
  | "question"
  | "complaint"
  | "human"
  | "chat";
export type Mood = "calm" | "hurried" | "unhappy" | "angry";
/**
 * Service stage: before the order, until it is received, afterwards.
 */
export type Stage = "presale" | "insale" | "aftersale";
/**
 * ``block``: the sentence does not leave. ``warn``: a person should look. ``info``: a hint.
 */
export type Severity = "block" | "warn" | "info";

export interface Wire {
  SuggestionRequest: SuggestionRequest;
  SuggestionEvents: SuggestionEvents;
  FeedbackIn: FeedbackIn;
  ShopOut: ShopOut;
  EmbeddingOut: EmbeddingOut;
  EventOut: EventOut;
  ProductsOut: ProductsOut;
  SearchOut: SearchOut;
  WhatIfRequest: WhatIfRequest;
  WhatIfOut: WhatIfOut;
  FilesOut: FilesOut;
  JobRequest: JobRequest;
  JobsOut: JobsOut;
  RowsOut: RowsOut;
  ConflictsOut: ConflictsOut;
  VersionsOut: VersionsOut;
  LiveOut: LiveOut;
  ChatRequest: ChatRequest;
  ChatOut: ChatOut;
  ChatShopOut: ChatShopOut;
  ChatEvents: ChatEvents;
  LeftMessage: LeftMessage;
  VoteIn: VoteIn;
  HandoffIn: HandoffIn;
  ByAgent: ByAgent;
  AgentReply: AgentReply;
  InboxEvents: InboxEvents;
  SettledIn: SettledIn;
  AttendedOut: AttendedOut;
  MessagesOut: MessagesOut;
  RunsOut: RunsOut;
  ComparisonOut: ComparisonOut;
  BuyersOut: BuyersOut;
  PracticeOut: PracticeOut;
  TraineesOut: TraineesOut;
}
/**
 * The whole conversation, or only its new turns beside ``conversation_id``.
 */
export interface SuggestionRequest {
  /**
   * The minute asked about; the shop's clock if left out.
   */
  at?: string | null;
  context?: ContextIn | null;
  conversation_id?: string | null;
  shop: string;
  /**
   * @maxItems 400
   */
  turns?: TurnIn[];
}
/**
 * What the workbench knows beside the text.
 */
export interface ContextIn {
  correction?: CorrectionIn | null;
  customer?: string | null;
  order?: string | null;
  sku?: string | null;
}
/**
 * What an agent sets by hand: it holds until the customer says otherwise.
 *
 * ``basket`` gives pieces by SKU; what is left out stays as it was understood.
 */
export interface CorrectionIn {
  basket?: {
    [k: string]: number;
  } | null;
  coupons?: string[] | null;
  deposit?: Deposit | null;
  event?: string | null;
  memberships?: string[] | null;
  moment?: string | null;
  order?: string | null;
  /**
   * The turn it was set after; the last one if left out.
   */
  turn?: number | null;
}
/**
 * One message of the conversation.
 */
export interface TurnIn {
  /**
   * When it was written; 明天 is counted from there.
   */
  at?: string | null;
  role: "customer" | "agent" | "bot";
  text: string;
}
/**
 * The data of each event, by the event's name.
 */
export interface SuggestionEvents {
  delta: DeltaEvent;
  done: DoneEvent;
  error: ProblemOut;
  handoff: HandoffEvent;
  state: StateEvent;
  suggestion: SuggestionEvent;
}
export interface DeltaEvent {
  id: string;
  text: string;
}
export interface DoneEvent {
  degraded: string | null;
  /**
   * The step of the peak mode 高峰模式 that it was answered in.
   */
  mode: "full" | "lean" | "cached" | "script";
  seconds: number;
}
/**
 * RFC 9457; ``code`` is stable, ``detail`` Chinese and ``detail_en`` English: what to do.
 */
export interface ProblemOut {
  code: string;
  detail: string;
  detail_en: string;
  status: number;
  title: string;
  type: string;
}
export interface HandoffEvent {
  handoff: HandoffOut;
}
/**
 * A person takes over; ``unsure`` when nothing reliable was found.
 */
export interface HandoffOut {
  code: "complaint" | "human" | "price" | "unsure";
  message: string;
  reason: string;
  summary: string[];
  to: string;
}
export interface StateEvent {
  conversation_id: string;
  state: StateOut;
}
/**
 * What was understood of the conversation so far.
 */
export interface StateOut {
  choices: string[];
  coupons: string[];
  deposit: DepositSlotOut | null;
  deposit_paid: boolean;
  /**
   * The event asked about; empty for the one under way.
   */
  event: string;
  flow: FlowOut | null;
  held: HeldSlotOut[];
  intent: Intent;
  moment: MomentSlotOut | null;
  mood: MoodSlotOut | null;
  no_coupons: boolean;
  open: OpenQuestionOut | null;
  order: TextSlotOut | null;
  products: ItemOut[];
  question: string;
  questions: AskedOut[];
  scene: SceneSlotOut | null;
  stage: StageSlotOut | null;
  told: TextSlotOut[];
  unknown_coupons: string[];
  unpriced: string[];
}
export interface DepositSlotOut {
  certainty: Certainty;
  turn: number;
  value: Deposit;
}
/**
 * Where the conversation stands in the service flow it follows. ``number`` counts the steps
 * that apply from 1; ``step`` is null at the end. ``grant`` is what an agent may grant here, in
 * yuan; ``due_at`` the deadline; ``to`` is who takes over now and ``why``.
 */
export interface FlowOut {
  due_at: string | null;
  grant: string | null;
  group: "presale" | "aftersale";
  known: FlowItemOut[];
  missing: FlowItemOut[];
  name: string;
  /**
   * What comes next in the shop's words; empty for nothing.
   */
  next: string;
  number: number;
  of: number;
  scene: string;
  step: string | null;
  to: string | null;
  turn: number;
  why: string;
}
export interface FlowItemOut {
  id: string;
  name: string;
}
/**
 * What the buyer holds; ``worth`` of a balance: "50.00元", "1000个".
 */
export interface HeldSlotOut {
  certainty: Certainty;
  id: string;
  kind: "coupon" | "membership" | "balance";
  name: string;
  turn: number;
  worth?: string | null;
}
export interface MomentSlotOut {
  certainty: Certainty;
  turn: number;
  value: string;
}
export interface MoodSlotOut {
  certainty: Certainty;
  turn: number;
  value: Mood;
}
/**
 * What has to be asked back; ``names`` are those of ``choices``, in their order.
 */
export interface OpenQuestionOut {
  choices: string[];
  kind: "product" | "coupon" | "quantity" | "order";
  names: string[];
  turn: number;
}
export interface TextSlotOut {
  certainty: Certainty;
  turn: number;
  value: string;
}
/**
 * A product in the basket; ``counted`` is how its quantity came about.
 */
export interface ItemOut {
  certainty: Certainty;
  counted: Certainty;
  quantity: number;
  sku: string;
  title: string;
  turn: number;
}
/**
 * One question of the last burst; ``returning`` are units by SKU.
 */
export interface AskedOut {
  intent: Intent;
  returning: {
    [k: string]: number;
  };
  skus: string[];
  text: string;
}
export interface SceneSlotOut {
  certainty: Certainty;
  name: string;
  turn: number;
  value: string;
}
export interface StageSlotOut {
  certainty: Certainty;
  turn: number;
  value: Stage;
}
export interface SuggestionEvent {
  suggestion: SuggestionOut;
}
/**
 * One reply an agent can send.
 */
export interface SuggestionOut {
  /**
   * How a generated one differs: direct, short, explained …
   */
  angle?: string;
  citations: CitationOut[];
  confidence: "high" | "medium" | "low";
  final: boolean;
  flags: FlagOut[];
  id: string;
  kind: "script" | "generated" | "price" | "ask" | "handoff";
  /**
   * The prompt, with its version, that it was written with.
   */
  prompt?: string;
  quote: QuoteOut | null;
  seconds: number;
  text: string;
  /**
   * Sure enough to reach a customer without an agent's eye.
   */
  unattended: boolean;
}
/**
 * A source, with the time it holds (half-open).
 */
export interface CitationOut {
  document: string;
  place: string;
  snippet: string;
  valid_from: string | null;
  valid_to: string | null;
  version: string;
}
/**
 * What the guard found.
 */
export interface FlagOut {
  code: string;
  message: string;
  replacement: string | null;
  /**
   * Where it stands: the article of the law, the platform's rule.
   */
  rule: string;
  severity: Severity;
  span: string;
}
/**
 * A price with its trace. ``payable`` 到手合计 includes ``deposit`` 定金.
 */
export interface QuoteOut {
  assumptions: string[];
  charges: ChargeOut[];
  confidence: string;
  deposit: string;
  disclaimer: string;
  event: string;
  explanation: string;
  final_payment: string;
  freight: string;
  gifts: GiftOut[];
  goods: string;
  lines: QuotedLineOut[];
  list_price: string;
  payable: string;
  priced_for: string;
  readings: ReadingOut[];
  rulebook: string;
  saving: string;
  schedule: PaymentOut[];
  steps: StepOut[];
  top_ups: TopUpOut[];
  unused: UnusedOut[];
  valid_until: string | null;
  warnings: string[];
}
/**
 * 运费; "0.00" where the goods reach ``free_from``.
 */
export interface ChargeOut {
  amount: string;
  free_from: string | null;
  name: string;
  promotion_id: string;
}
/**
 * 满赠: what comes with the order.
 */
export interface GiftOut {
  gift: string;
  name: string;
  promotion_id: string;
  quantity: number;
}
export interface QuotedLineOut {
  payable: string;
  quantity: number;
  sku: string;
  title: string;
  unit_price: string;
}
/**
 * Another reading of an open rule, and the total under it.
 */
export interface ReadingOut {
  payable: string;
  policy: string;
  text: string;
  value: string;
}
/**
 * What to pay when; the window is half-open.
 */
export interface PaymentOut {
  amount: string;
  from: string | null;
  to: string | null;
  what: "deposit" | "final_payment" | "full";
}
/**
 * One promotion that was applied.
 */
export interface StepOut {
  base: string;
  detail: string;
  kind: string;
  name: string;
  promotion_id: string;
  saving: string;
  shares: string[];
  source: string;
  subtotal: string;
  threshold: string | null;
}
/**
 * 凑单: this much more in its scope would save ``saves`` more.
 */
export interface TopUpOut {
  missing: string | null;
  missing_units: number | null;
  name: string;
  promotion_id: string;
  saves: string;
}
/**
 * A promotion that was not applied, and why.
 */
export interface UnusedOut {
  missing: string | null;
  name: string;
  promotion_id: string;
  reason: string;
  would_save: string | null;
}
/**
 * What the agent did with a suggestion; ``edited`` with their own wording.
 */
export interface FeedbackIn {
  event: "displayed" | "copied" | "inserted" | "edited" | "sent" | "rejected" | "liked";
  reason?: string | null;
  text?: string | null;
}
/**
 * What a page needs to know of a shop.
 */
export interface ShopOut {
  demo: boolean;
  id: string;
  model: string | null;
  name: string;
  now: string;
  platform: string;
  /**
   * The name of the caller's key; empty where access is open.
   */
  you: string;
}
/**
 * The origins of the workbenches that may show the sidebar and speak with it.
 */
export interface EmbeddingOut {
  origins: string[];
}
/**
 * What a buyer can hold in an event; ``id`` is empty where none is under way.
 */
export interface EventOut {
  coupons: HeldOut[];
  id: string;
  memberships: HeldOut[];
  name: string;
}
/**
 * A coupon by the id of its promotion, or a membership by its name.
 */
export interface HeldOut {
  id: string;
  name: string;
}
export interface ProductsOut {
  products: ProductOut[];
}
/**
 * A product as an agent picks it.
 */
export interface ProductOut {
  list_price: string;
  short: string;
  sku: string;
  title: string;
}
export interface SearchOut {
  hits: HitOut[];
}
/**
 * A script or passage, as agents search them.
 */
export interface HitOut {
  citation: CitationOut;
  kind: "script" | "document";
  question: string;
  score: number;
  text: string;
}
/**
 * A kept basket, and what is supposed to change, in order.
 */
export interface WhatIfRequest {
  /**
   * The minute asked about, or of the order; the clock if left out.
   */
  at?: string | null;
  balances?: {
    [k: string]: string;
  };
  /**
   * @minItems 1
   * @maxItems 50
   */
  changes: (Add | Remove | SetQuantity | Swap | WithCoupon | WithoutCoupon | AsMember | PaidAt)[];
  /**
   * @maxItems 200
   */
  coupons?: string[];
  /**
   * @maxItems 200
   */
  deposit_paid?: string[];
  /**
   * When a presale's final payment will be made.
   */
  final_at?: string | null;
  /**
   * @maxItems 500
   */
  lines: CartLine[];
  /**
   * @maxItems 200
   */
  memberships?: string[];
  rulebook?: {} | null;
  shop?: string | null;
}
/**
 * One more line, or more units of one that is there.
 */
export interface Add {
  kind: "add";
  line: CartLine;
}
/**
 * One product by its SKU. With ``price`` (yuan a unit) it need not stand in the catalogue.
 */
export interface CartLine {
  category?: string | null;
  price?: string | null;
  quantity?: number;
  shop?: string;
  sku: string;
  title?: string | null;
}
/**
 * ``units`` fewer of a SKU; all of it if left out.
 */
export interface Remove {
  kind: "remove";
  sku: string;
  units?: number | null;
}
/**
 * A SKU in another quantity.
 */
export interface SetQuantity {
  kind: "quantity";
  sku: string;
  units: number;
}
/**
 * Another product in its place, in the same quantity.
 */
export interface Swap {
  kind: "swap";
  line: CartLine;
  sku: string;
}
/**
 * As if the buyer had claimed it.
 */
export interface WithCoupon {
  coupon: string;
  kind: "with_coupon";
}
/**
 * As if the buyer had not claimed it.
 */
export interface WithoutCoupon {
  coupon: string;
  kind: "without_coupon";
}
/**
 * As if the buyer were a member.
 */
export interface AsMember {
  kind: "as_member";
  membership: string;
}
/**
 * A presale's final payment at another moment; a cart without a presale, or after the event,
 * is bought then.
 */
export interface PaidAt {
  at: string;
  kind: "paid_at";
}
/**
 * ``difference`` is what the change adds to the price, negative where it saves; ``gained`` and
 * ``lost`` are ids of promotions that apply only after or only before it.
 */
export interface WhatIfOut {
  after: QuoteOut;
  before: QuoteOut;
  difference: string;
  gained: string[];
  lost: string[];
}
/**
 * ``max_bytes`` is the most that a file may have.
 */
export interface FilesOut {
  files: FileOut[];
  folders: FolderOut[];
  max_bytes: number;
}
/**
 * A file of the shop. ``state``: *live*, *pending* (uploaded, taken in by the next import), or
 * *leaving* (taken away, gone with the next import).
 */
export interface FileOut {
  bytes: number;
  document: string;
  origin: "folder" | "upload";
  state: "live" | "pending" | "leaving";
}
/**
 * A folder that takes uploads, and the endings of the files it takes.
 */
export interface FolderOut {
  endings: string[];
  name: string;
}
/**
 * An import. ``dry_run`` only tells what would happen; without ``activate`` the new version is
 * prepared, to be activated later.
 */
export interface JobRequest {
  activate?: boolean;
  /**
   * Who does it; a key has a name of its own.
   */
  by?: string;
  dry_run?: boolean;
  shop: string;
}
export interface JobsOut {
  jobs: JobOut[];
}
/**
 * ``done`` of ``total`` steps of ``stage``; the counts are there once the state is *done*.
 *
 * ``encoded`` is the number of texts that had to be encoded (in a dry run: at most). An
 * *interrupted* job can be resumed, and so can a failed or cancelled one.
 */
export interface JobOut {
  activate: boolean;
  by: string;
  conflicts: number;
  created_at: string;
  done: number;
  dry_run: boolean;
  encoded: number;
  error: string | null;
  finished_at: string | null;
  id: string;
  outcomes: {
    [k: string]: number;
  };
  passages: number;
  removed: number;
  shop: string;
  stage: string;
  started_at: string | null;
  state: "queued" | "running" | "done" | "failed" | "cancelled" | "interrupted";
  total: number;
  version: string | null;
}
/**
 * A page of the report; ``total`` rows have the outcome asked for.
 */
export interface RowsOut {
  rows: RowOut[];
  total: number;
}
/**
 * What became of one row or file; ``field`` and ``reason`` say what to mend.
 */
export interface RowOut {
  field: string;
  outcome: "taken" | "unchanged" | "updated" | "refused";
  place: PlaceOut;
  reason: string;
}
/**
 * Where it stands: ``label`` as people read it.
 */
export interface PlaceOut {
  document: string;
  label: string;
  page: number | null;
  row: number | null;
  sheet: string | null;
}
/**
 * ``rules`` is the shop folder's own list, read again now: nothing of a folder with a fault is
 * used until it is mended; two item deals at one time are told and priced, the better one.
 */
export interface ConflictsOut {
  conflicts: ConflictOut[];
  rules: RuleFaultOut[];
  total: number;
}
/**
 * Two places that cannot both be meant. ``skus`` empty is the whole shop; the window is the
 * time in which both hold (half-open, null: open).
 */
export interface ConflictOut {
  about: string;
  kind: "duplicate" | "different_figures" | "different_answers" | "shared_question" | "different_facts";
  one: SideOut;
  other: SideOut;
  skus: string[];
  valid_from: string | null;
  valid_to: string | null;
}
export interface SideOut {
  place: PlaceOut;
  text: string;
}
/**
 * What is wrong in the shop folder's catalogue or rulebooks, contradictions among them.
 */
export interface RuleFaultOut {
  file: string;
  remedy: string;
  where: string;
}
/**
 * The latest first; ``roll_back_to`` is the version that was active before.
 */
export interface VersionsOut {
  changes: ChangeOut[];
  roll_back_to: string | null;
  versions: VersionOut[];
}
/**
 * Another version became active; ``before`` and ``now`` are numbers of versions, 0 for none.
 */
export interface ChangeOut {
  at: string;
  before: number;
  by: string;
  now: number;
}
/**
 * One import of the shop. ``active`` is what searches use.
 */
export interface VersionOut {
  active: boolean;
  conflicts: number;
  encoder: string;
  id: string;
  made_at: string;
  number: number;
  outcomes: {
    [k: string]: number;
  };
  passages: number;
  removed: number;
}
/**
 * The window from ``since`` to ``now``.
 */
export interface LiveOut {
  adoption: AdoptionOut;
  answered: AnsweredOut;
  /**
   * That began.
   */
  conversations: number;
  cost: CostOut;
  curves: CurvesOut;
  degraded: DegradedOut[];
  handed_over: number;
  /**
   * Several before anybody replied are one.
   */
  messages: number;
  now: string;
  scenes: SceneOut[];
  shop: string;
  since: string;
  stopped: StoppedOut[];
  traffic_faults: TrafficFaultOut[];
  waiting: WaitingOut;
}
/**
 * Suggestions by what agents did with them; each counts once in each. ``taken`` were copied,
 * inserted or sent.
 */
export interface AdoptionOut {
  copied: number;
  displayed: number;
  edited: number;
  inserted: number;
  liked: number;
  rejected: number;
  sent: number;
  taken: number;
}
/**
 * Of the messages of the window: ``counted`` have a reply at a known time or wait longer than
 * the standard, ``within`` were replied to within it, ``untimed`` nobody knows when. ``share`` is
 * within of counted, null where nothing counts.
 */
export interface AnsweredOut {
  counted: number;
  share: number | null;
  standard_seconds: number;
  untimed: number;
  within: number;
}
/**
 * Of models in the window, yuan to the millionth; ``cap_used`` is the share of the day's cap,
 * 0 without one.
 */
export interface CostOut {
  calls: number;
  cap_used: number;
  tokens: number;
  yuan: string;
}
export interface CurvesOut {
  has_forecast: boolean;
  has_last_year: boolean;
  piece_minutes: number;
  points: PointOut[];
}
/**
 * Conversations a minute that began in the piece from ``at`` on, in the last piece so far.
 * Null where nobody knows: what is to come, or what the shop's traffic files do not tell.
 */
export interface PointOut {
  at: string;
  forecast: number | null;
  last_year: number | null;
  this_year: number | null;
}
export interface DegradedOut {
  count: number;
  reason: string;
}
/**
 * ``id`` is empty where no scene was recognised.
 */
export interface SceneOut {
  count: number;
  id: string;
  name: string;
}
/**
 * Sentences that the guard stopped, by code and by the rule it went by.
 */
export interface StoppedOut {
  code: string;
  count: number;
  rule: string;
}
/**
 * What is wrong in a traffic file; it gives no curve until it is mended.
 */
export interface TrafficFaultOut {
  file: string;
  remedy: string;
  where: string;
}
/**
 * Now. Who waits for more than half an hour has left.
 */
export interface WaitingOut {
  buyers: number;
  longest_seconds: number;
}
/**
 * The customer's message. Sent again under the same ``message_id`` it is answered once.
 */
export interface ChatRequest {
  /**
   * Left out: a new conversation.
   */
  conversation_id?: string | null;
  message_id?: string | null;
  /**
   * An order; of customers the shop signs for only.
   */
  order?: string | null;
  shop: string;
  /**
   * The product page.
   */
  sku?: string | null;
  text: string;
}
/**
 * ``reply`` is ``null`` while a person has the conversation, and where nothing needs a reply.
 * ``session`` is the token of a new anonymous visitor, to be sent as ``Authorization: Bearer``.
 */
export interface ChatOut {
  attendance: AttendanceOut;
  conversation_id: string;
  message_id: string;
  reply: ChatMessageOut | null;
  session: string | null;
}
/**
 * Who attends to the customer: the bot, the queue, a person. ``ahead`` is how many wait before
 * them; ``opens_at`` when nobody is there now.
 */
export interface AttendanceOut {
  agent: string | null;
  ahead: number | null;
  group: string;
  opens_at: string | null;
  status: "bot" | "waiting" | "left" | "human" | "closed";
}
/**
 * ``agent`` is the name of the person who wrote; ``votable`` an answer that may be voted on.
 */
export interface ChatMessageOut {
  agent?: string | null;
  at: string;
  id: string;
  price?: PriceOut | null;
  role: "customer" | "bot" | "agent";
  sources?: SourceOut[];
  text: string;
  votable?: boolean;
}
/**
 * ``payable`` includes ``deposit`` and ``freight``.
 */
export interface PriceOut {
  conditions: string[];
  deposit: string;
  disclaimer: string;
  event: string;
  final_payment: string;
  freight: string;
  gifts: string[];
  items: PriceItemOut[];
  list_price: string;
  payable: string;
  payments: PricePaymentOut[];
  saving: string;
  steps: PriceStepOut[];
  valid_until: string | null;
}
export interface PriceItemOut {
  amount: string;
  quantity: number;
  title: string;
}
/**
 * What to pay when (half-open).
 */
export interface PricePaymentOut {
  amount: string;
  from: string | null;
  to: string | null;
  what: "deposit" | "final_payment" | "full";
}
export interface PriceStepOut {
  name: string;
  saving: string;
}
/**
 * Where a statement stands, with the time it holds (half-open).
 */
export interface SourceOut {
  place: string;
  title: string;
  valid_from: string | null;
  valid_to: string | null;
}
/**
 * What the chat page needs to begin.
 */
export interface ChatShopOut {
  closes: string;
  demo: boolean;
  greeting: string;
  id: string;
  name: string;
  now: string;
  opens: string;
  /**
   * When nobody is there now.
   */
  opens_at: string | null;
  questions: string[];
}
/**
 * The data of each event, by the event's name; the events are tabled in ``chat_sse``.
 */
export interface ChatEvents {
  attendance: ChatAttendanceEvent;
  done: ChatDone;
  error: ProblemOut;
  message: ChatMessageEvent;
  opened: ChatOpened;
  vote: ChatVoteEvent;
}
export interface ChatAttendanceEvent {
  attendance: AttendanceOut;
}
/**
 * Everything has been stored before it.
 */
export interface ChatDone {
  message_id: string;
}
export interface ChatMessageEvent {
  message: ChatMessageOut;
  number: number;
}
export interface ChatOpened {
  conversation_id: string;
  session: string | null;
}
export interface ChatVoteEvent {
  message_id: string;
  number: number;
  vote: "up" | "down";
}
/**
 * 留言: read by a person later.
 */
export interface LeftMessage {
  message_id?: string | null;
  shop: string;
  text: string;
}
/**
 * On a reply of the bot; ``down`` asks for a person.
 */
export interface VoteIn {
  message_id: string;
  shop: string;
  vote: "up" | "down";
}
/**
 * 转专员 from a workbench: what the sidebar was told.
 */
export interface HandoffIn {
  code?: "complaint" | "human" | "price" | "unsure";
  reason?: string;
  shop: string;
  /**
   * @maxItems 40
   */
  summary?: string[];
  /**
   * A group; the shop's own if left out.
   */
  to?: string;
}
/**
 * Which agent does it, by the name that the customer sees; a key has a name of its own.
 */
export interface ByAgent {
  agent: string;
  shop: string;
}
export interface AgentReply {
  agent: string;
  message_id?: string | null;
  shop: string;
  text: string;
}
/**
 * The data of each event by its name: all of the inbox, again at every change.
 */
export interface InboxEvents {
  inbox: InboxOut;
}
/**
 * Longest waiting first; ``amendments`` are prices that hold no longer and that nobody has put
 * right, oldest first.
 */
export interface InboxOut {
  amendments: AmendmentOut[];
  conversations: QueuedOut[];
  now: string;
  waiting: number;
}
/**
 * A customer was ``told`` a price in yuan for ``goods`` that ``holds`` no longer; ``None``
 * where none can be promised. ``text`` may be sent as it is.
 */
export interface AmendmentOut {
  agent: string | null;
  conversation_id: string;
  created_at: string;
  goods: string;
  holds: string | null;
  id: string;
  status: "open" | "sent" | "dropped";
  text: string;
  told: string;
}
/**
 * A conversation that waits, or that the agent has. ``channel``: held in our chat, or in a
 * workbench of the shop's, where the reply is written too.
 */
export interface QueuedOut {
  agent: string | null;
  channel: "chat" | "workbench";
  code: string;
  conversation_id: string;
  /**
   * The shop's name for them; null: anonymous.
   */
  customer: string | null;
  group: string;
  /**
   * Goes up with whatever happens in the conversation.
   */
  last_number: number;
  last_role: string;
  last_text: string;
  order: string | null;
  reason: string;
  status: "bot" | "waiting" | "left" | "human" | "closed";
  summary: string[];
  waiting_seconds: number;
}
/**
 * What the agent did about it.
 */
export interface SettledIn {
  /**
   * Not heard where a key says who it is.
   */
  agent: string;
  done: "sent" | "dropped";
  shop: string;
}
/**
 * Who has a conversation now.
 */
export interface AttendedOut {
  agent: string | null;
  conversation_id: string;
  group: string;
  status: "bot" | "waiting" | "left" | "human" | "closed";
}
/**
 * What was said behind a number; ``number`` is the last one.
 */
export interface MessagesOut {
  messages: ChatMessageOut[];
  number: number;
  votes: {
    [k: string]: "up" | "down";
  };
}
/**
 * The finished ones, the latest first.
 */
export interface RunsOut {
  runs: RunOut[];
}
/**
 * One run. ``cases`` and ``passed`` count those that were asked; ``model`` is empty for scripts
 * alone, ``service`` empty for in process.
 */
export interface RunOut {
  cases: number;
  id: string;
  model: string;
  passed: number;
  repeat: number;
  seconds: number;
  service: string;
  started_at: string;
  suites: string[];
}
/**
 * Two runs side by side, or one alone. ``edited`` cases have another text than before, so that
 * nobody can compare them; ``changed_files`` are where to look for a cause.
 */
export interface ComparisonOut {
  added: string[];
  before: RunOut | null;
  changed_files: string[];
  edited: string[];
  failing: CaseOut[];
  mended: CaseOut[];
  metrics: MetricOut[];
  now: RunOut;
  passing: CaseOut[];
  regressions: CaseOut[];
  removed: string[];
}
/**
 * ``before`` is null where there is no former run, or it did not have the case. A change is
 * ``sure`` when chance alone makes it less often than one time in twenty.
 */
export interface CaseOut {
  before: TriedOut | null;
  id: string;
  now: TriedOut;
  place: string;
  scene: string;
  sure: boolean;
  turns: LineOut[];
}
/**
 * How a case went in a run; of several attempts the worst is shown.
 */
export interface TriedOut {
  attempts: TallyOut;
  error: string;
  failures: FailureOut[];
  /**
   * What the assistant said; empty where it said nothing.
   */
  reply: string;
}
/**
 * ``right`` of ``total``.
 */
export interface TallyOut {
  right: number;
  total: number;
}
/**
 * What a check found, in a trainer's words.
 */
export interface FailureOut {
  id: string;
  name: string;
  reason: string;
}
export interface LineOut {
  role: string;
  text: string;
}
/**
 * A check in both runs, by how many replies passed it: more is better. ``harm`` is what happens
 * where it fails; null where it never applied.
 */
export interface MetricOut {
  before: TallyOut | null;
  dangerous: boolean;
  harm: string;
  id: string;
  name: string;
  now: TallyOut | null;
}
export interface BuyersOut {
  buyers: BuyerOut[];
}
/**
 * A kind of buyer, and what it trains.
 */
export interface BuyerOut {
  about: string;
  id: string;
  name: string;
}
/**
 * ``at`` is the minute the practice plays in; ``waiting_seconds`` since the buyer last wrote;
 * ``patience`` how many answers that do not help it takes more. ``ended`` is empty while it goes
 * on.
 */
export interface PracticeOut {
  answers: JudgedOut[];
  at: string;
  buyer: string;
  buyer_name: string;
  done: number;
  ended: "" | "served" | "left";
  id: string;
  limit_seconds: number;
  lines: LineOut[];
  patience: number;
  seed: number;
  steps: number;
  trainee: string;
  waiting_seconds: number;
}
/**
 * One answer of the trainee's. ``seconds`` is how long the buyer waited.
 */
export interface JudgedOut {
  asked: string;
  failures: FailureOut[];
  handed_over: boolean;
  in_time: boolean;
  /**
   * The names of the checks it passed.
   */
  passed: string[];
  right: boolean;
  said: string;
  seconds: number;
}
export interface TraineesOut {
  trainees: TraineeOut[];
}
/**
 * ``served`` of ``practices`` ended well; of ``answers`` so many were ``right``, ``in_time``
 * and ``dangerous`` (cost money or break a rule). ``seconds`` is the median.
 */
export interface TraineeOut {
  answers: number;
  dangerous: number;
  faults: FaultOut[];
  in_time: number;
  practices: number;
  right: number;
  seconds: number | null;
  served: number;
  trainee: string;
}
/**
 * A check, and how many answers failed it.
 */
export interface FaultOut {
  count: number;
  id: string;
  name: string;
}
