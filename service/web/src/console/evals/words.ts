import { isEnglish } from "../../shared/language";
import { t } from "../language";
import type { Metric } from "./api";

const CHECKS: Record<string, string> = {
  wrong_amount: t("报错金额"),
  moved_rules: t("规则变价"),
  wrong_term: t("报错期限"),
  untold_price: t("价没说清"),
  splits_wrong: t("明细摊错"),
  guesses: t("该问没问"),
  no_handoff: t("该转没转"),
  wrong_way: t("动作不对"),
  forgets: t("漏说要点"),
  says_forbidden: t("说了禁词"),
  breaks_rules: t("违反规则"),
  guard_asleep: t("该拦没拦"),
  unsourced: t("依据不对"),
  wrong_intent: t("听错意图"),
  wrong_hearing: t("听错商品"),
  drags_on: t("太长"),
  too_slow: t("答得太慢"),
  wrong_tone: t("语气不对"),
  off_script: t("偏离话术"),
};

type Named = Pick<Metric, "id" | "name" | "harm">;

export const checkWord = ({ id, name }: Pick<Named, "id" | "name">): string => CHECKS[id] ?? name;

/** What happens where the check fails; the service tells it in Chinese. */
export const harmWord = ({ id, harm }: Named): string => (isEnglish && id in CHECKS ? "" : harm);
