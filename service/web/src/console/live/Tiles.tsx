import { t } from "../language";
import type { Live } from "./api";
import { countOf, durationOf, moneyOf } from "./words";
import { percent } from "../words";

/** The figures that are looked at first. */
export function Tiles({ live }: { live: Live }) {
  const { answered, waiting, adoption, cost } = live;
  const late = waiting.longest_seconds > answered.standard_seconds;
  return (
    <dl class="tiles">
      <Tile
        name={t("{n} 秒内回复", { n: answered.standard_seconds })}
        value={percent(answered.share)}
        told={
          answered.counted
            ? t("{within} / {counted} 轮", { within: countOf(answered.within), counted: countOf(answered.counted) })
            : t("还没有可以统计的回复")
        }
        more={answered.untimed ? t("另有 {n} 轮回复时间不详", { n: countOf(answered.untimed) }) : ""}
      />
      <Tile
        name={t("正在等待")}
        value={countOf(waiting.buyers)}
        told={
          waiting.buyers
            ? t("最久 {time}", { time: durationOf(waiting.longest_seconds) })
            : t("没有人在等")
        }
        kind={late ? "late" : ""}
      />
      <Tile
        name={t("进线会话")}
        value={countOf(live.conversations)}
        told={t("{n} 轮提问", { n: countOf(live.messages) })}
      />
      <Tile
        name={t("建议采用率")}
        value={percent(adoption.displayed ? adoption.taken / adoption.displayed : null)}
        told={t("{taken} / {displayed} 条", {
          taken: countOf(adoption.taken),
          displayed: countOf(adoption.displayed),
        })}
      />
      <Tile
        name={t("转人工")}
        value={countOf(live.handed_over)}
        told={percent(live.messages ? live.handed_over / live.messages : null)}
      />
      <Tile
        name={t("模型费用")}
        value={moneyOf(cost.yuan)}
        told={
          cost.calls
            ? t("{calls} 次调用，{tokens} tokens", { calls: countOf(cost.calls), tokens: countOf(cost.tokens) })
            : t("没有调用模型")
        }
        more={cost.cap_used ? t("今日上限已用 {share}", { share: percent(cost.cap_used) }) : ""}
        kind={cost.cap_used >= 0.8 ? "late" : ""}
      />
    </dl>
  );
}

interface Shown {
  name: string;
  value: string;
  told: string;
  more?: string;
  kind?: string;
}

function Tile({ name, value, told, more = "", kind = "" }: Shown) {
  return (
    <div class={`card tile ${kind}`}>
      <dt>{name}</dt>
      <dd>
        <b>{value}</b>
        <small>{told}</small>
        {more && <small>{more}</small>}
      </dd>
    </div>
  );
}
