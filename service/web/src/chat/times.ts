import { isEnglish } from "../shared/language";
import { t } from "./language";

/** "20:30" of an ISO 8601 time as it is written: the shop's own wall clock. */
export const clockOf = (iso: string): string => iso.slice(11, 16);

/** "11月10日 20:00"; an end at midnight is told as 24:00 of the day before, as rules are written. */
export function dayOf(iso: string, end = false): string {
  let day = iso.slice(0, 10);
  let time = clockOf(iso);
  if (end && time === "00:00") {
    const before = new Date(Date.parse(`${day}T00:00:00Z`) - 24 * 3600 * 1000);
    day = before.toISOString().slice(0, 10);
    time = "24:00";
  }
  const [, month = "", date = ""] = day.split("-");
  if (isEnglish) return `${date}/${month} ${time}`;
  return `${Number(month)}月${Number(date)}日 ${time}`;
}

export function spanOf(from: string | null, to: string | null): string {
  if (from && to) return `${dayOf(from)} – ${dayOf(to, true)}`;
  if (to) return t("{to} 前", { to: dayOf(to, true) });
  return from ? t("{from} 起", { from: dayOf(from) }) : "";
}
