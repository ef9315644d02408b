import { useEffect, useState } from "preact/hooks";
import { t } from "./language";

/**
 * "2026-11-05 20:30" of an ISO 8601 time, read off as written: the shop's own wall clock, whatever
 * zone the agent's computer is in.
 */
export function minuteOf(iso: string): string {
  return iso.slice(0, 16).replace("T", " ");
}

/** The minute of an ISO 8601 time as a field for date and time takes it; "" for none. */
export function fieldMinuteOf(iso: string | undefined): string {
  return iso?.slice(0, 16) ?? "";
}

/** The minute of such a field as ISO 8601, with the offset that `iso` is written with. */
export function inZoneOf(iso: string, minute: string): string {
  const offset = /(Z|[+-]\d\d:\d\d)$/.exec(iso)?.[0] ?? "Z";
  return `${minute}:00${offset}`;
}

/** As `minuteOf`, for an end: midnight is told as 24:00 of the day before, as rules are written. */
function endOf(iso: string): string {
  const [, day, time] = /^(.{10})T(.{5})/.exec(iso) ?? [];
  if (!day || time !== "00:00") return minuteOf(iso);
  const before = new Date(Date.parse(`${day}T00:00:00Z`) - 24 * 3600 * 1000);
  return `${before.toISOString().slice(0, 10)} 24:00`;
}

/** "2026-10-20 20:00 至 2026-11-14 24:00", open-ended where an end is missing. */
export function spanOf(from: string | null, to: string | null): string {
  if (from && to) return t("{from} 至 {to}", { from: minuteOf(from), to: endOf(to) });
  if (from) return t("{from} 起", { from: minuteOf(from) });
  return to ? t("{to} 止", { to: endOf(to) }) : t("长期有效");
}

/** Whether `now` (milliseconds) is not before `from` and before `to`; a missing end is no limit. */
export function isWithin(from: string | null, to: string | null, now: number): boolean {
  return (!from || Date.parse(from) <= now) && (!to || now < Date.parse(to));
}

/** Whole seconds since `start` (milliseconds), told anew each second; null while there is no start. */
export function useSecondsSince(start: number | null): number | null {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    if (start === null) return undefined;
    setNow(Date.now());
    const ticking = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(ticking);
  }, [start]);
  return start === null ? null : Math.max(0, Math.floor((now - start) / 1000));
}
