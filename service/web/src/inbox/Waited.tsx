import type { Queued } from "../api/inbox";
import { useSecondsSince } from "../shared/time";
import { t } from "./language";

/** The trade counts a first reply as good within this many seconds (首响). */
const HURRY_FROM = 30;

/** How long the customer has waited by the service's clock, `at` (milliseconds) and since. */
export function Waited({ line, at }: { line: Queued; at: number }) {
  const since = useSecondsSince(at) ?? 0;
  const seconds = Math.floor(line.waiting_seconds) + since;
  return (
    <span class={seconds >= HURRY_FROM ? "timer hurry" : "timer"} role="timer">
      {seconds < 60
        ? t("{n} 秒", { n: seconds })
        : t("{m} 分 {n} 秒", { m: Math.floor(seconds / 60), n: seconds % 60 })}
    </span>
  );
}
