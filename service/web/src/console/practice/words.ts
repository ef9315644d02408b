import { isEnglish } from "../../shared/language";
import { t } from "../language";

const BUYERS: Record<string, string> = {
  haggler: t("砍价"),
  vague: t("说不清"),
  angry: t("生气"),
  topping_up: t("凑单"),
  deposit_back: t("退定金"),
  complaint: t("投诉"),
};

export const buyerWord = (id: string, name: string): string => BUYERS[id] ?? name;

/** What it trains; the service tells it in Chinese. */
export const aboutWord = (id: string, about: string): string =>
  isEnglish && id in BUYERS ? "" : about;
