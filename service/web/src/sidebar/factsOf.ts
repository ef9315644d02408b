import type { Certainty, Held, Item, Understood } from "../api/understood";
import type { Turn } from "../api/wire";
import { minuteOf } from "../shared/time";
import { groundOf, isGuess, markOf, sourceOf } from "./source";
import { ASKED_BACK, DEPOSITS, GROUNDS, intentWord, MOODS, STAGES } from "./words";
import { t } from "../shared/language";

/** One thing understood: `count` follows the text and is never cut off. */
export interface Fact {
  text: string;
  count?: string;
  mark: string;
  tone: "" | "unsure" | "set" | "warn";
  title: string;
}

/** All that was understood, in the order an agent checks it. */
export function factsOf(understood: Understood, turns: Turn[]): Fact[] {
  return [
    ...placeOf(understood, turns),
    ...(understood.products ?? []).map((item) => productOf(item, turns)),
    ...(understood.held ?? []).map((held) => heldOf(held, turns)),
    ...refusedOf(understood),
    ...timesOf(understood, turns),
    ...openOf(understood, turns),
  ];
}

function placeOf({ scene, stage, questions, intent, mood }: Understood, turns: Turn[]): Fact[] {
  const facts: Fact[] = [];
  const place = [scene?.name, stage && STAGES[stage.value]].filter(Boolean).join(" · ");
  const from = scene ?? stage;
  if (place && from) facts.push(slot(place, from, turns));
  const intents = questions?.map((question) => question.intent) ?? (intent ? [intent] : []);
  const asked = [...new Set(intents)].map(intentWord).join("、");
  if (asked) facts.push(plain(asked, questions?.map(({ text }) => text).join("；") ?? ""));
  if (mood && mood.value !== "calm") {
    facts.push({ ...slot(MOODS[mood.value], mood, turns), tone: "warn" });
  }
  return facts;
}

function productOf(item: Item, turns: Turn[]): Fact {
  const mark = markOf(item);
  const counted = item.certainty === "corrected" ? "" : t("，数量：{ground}", { ground: GROUNDS[item.counted] });
  return {
    text: item.title,
    count: `× ${item.quantity}`,
    mark,
    tone: toneOf(item.certainty, mark !== ""),
    title: `${item.title}（${item.sku}）\n${groundOf(item, turns)}${counted}`,
  };
}

function heldOf(held: Held, turns: Turn[]): Fact {
  const named = { coupon: t("券："), membership: t("会员："), balance: "" }[held.kind];
  return slot([named + held.name, held.worth].filter(Boolean).join(" "), held, turns);
}

/** What the price leaves out, and why an agent should look. */
function refusedOf({ no_coupons, unknown_coupons = [], unpriced = [] }: Understood): Fact[] {
  const warned = (text: string, title: string): Fact => ({ ...plain(text, title), tone: "warn" });
  return [
    ...(no_coupons ? [plain(t("不用券"), t("按不用任何券计算"))] : []),
    ...unknown_coupons.map((name) => warned(t("没有这张券：{name}", { name }), t("活动规则里没有，没有计入"))),
    ...unpriced.map((name) => warned(t("不能算：{name}", { name }), t("活动规则里没有这种优惠，没有计入"))),
  ];
}

function timesOf({ deposit, moment, order }: Understood, turns: Turn[]): Fact[] {
  return [
    ...(deposit ? [slot(DEPOSITS[deposit.value], deposit, turns)] : []),
    ...(moment ? [slot(t("按 {minute} 算", { minute: minuteOf(moment.value) }), moment, turns)] : []),
    ...(order ? [slot(t("订单 {order}", { order: order.value }), order, turns)] : []),
  ];
}

function openOf({ open }: Understood, turns: Turn[]): Fact[] {
  if (!open) return [];
  const title = `${open.names.join("\n")}\n${sourceOf(open.turn, turns)}`;
  return [{ ...plain(t("待确认：{what}", { what: ASKED_BACK[open.kind] }), title), tone: "warn" }];
}

function slot(text: string, from: { turn: number; certainty: Certainty }, turns: Turn[]): Fact {
  const { certainty } = from;
  const mark = certainty === "corrected" ? t("已更正") : isGuess(certainty) ? t("推断") : "";
  return { text, mark, tone: toneOf(certainty, mark !== ""), title: groundOf(from, turns) };
}

function plain(text: string, title: string): Fact {
  return { text, mark: "", tone: "", title };
}

function toneOf(certainty: Certainty, marked: boolean): Fact["tone"] {
  if (certainty === "corrected") return "set";
  return marked ? "unsure" : "";
}
