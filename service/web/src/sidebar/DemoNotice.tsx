import { minuteOf } from "../shared/time";

/** The demo's clock stands inside the sample promotion, so that its answers do not expire. */
export function DemoNotice({ now }: { now: string }) {
  return <p class="demo">演示时间 {minuteOf(now)} · 示例店铺</p>;
}
