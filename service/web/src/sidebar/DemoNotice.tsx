import { t } from "../shared/language";
import { minuteOf } from "../shared/time";

/** The demo's clock stands inside the sample promotion, so that its answers do not expire. */
export function DemoNotice({ now }: { now: string }) {
  return <p class="demo">{t("演示时间 {now} · 示例店铺", { now: minuteOf(now) })}</p>;
}
