import type { Certainty, Item } from "../api/understood";
import type { Turn } from "../api/wire";
import { GROUNDS, SPEAKERS } from "./words";
import { t } from "../shared/language";

const SHOWN_CHARACTERS = 30;

/** Where a slot comes from: "第 2 条：买家「两台多少钱」". */
export function sourceOf(turn: number, turns: Turn[]): string {
  if (turn < 0) return t("商品页");
  const said = turns[turn];
  if (!said) return t("第 {n} 条", { n: turn + 1 });
  return t("第 {n} 条：{who}「{text}」", {
    n: turn + 1,
    who: SPEAKERS[said.role],
    text: shortened(said.text),
  });
}

/** As `sourceOf`, with how sure it is; what an agent set has no words of a buyer behind it. */
export function groundOf(
  { turn, certainty }: { turn: number; certainty: Certainty },
  turns: Turn[],
): string {
  if (certainty === "corrected") return t("客服更正，在第 {n} 条之后", { n: turn + 1 });
  return `${GROUNDS[certainty]}，${sourceOf(turn, turns)}`;
}

/** A word beside a product that nobody has said outright, or that an agent set. */
export function markOf({ certainty, counted }: Item): string {
  if (certainty === "corrected") return t("已更正");
  if (isGuess(certainty)) return t("推断");
  return isGuess(counted) ? t("数量推断") : "";
}

export function isGuess(certainty: Certainty): boolean {
  return certainty === "assumed" || certainty === "inferred";
}

function shortened(text: string): string {
  const letters = [...text.replace(/\s+/g, " ")];
  if (letters.length <= SHOWN_CHARACTERS) return letters.join("");
  return `${letters.slice(0, SHOWN_CHARACTERS).join("")}…`;
}
