import { t } from "../language";
import { percent } from "../words";
import type { Comparison, Metric, Tally } from "./api";
import { checkWord, harmWord } from "./words";

interface Shown {
  id: string;
  name: string;
  harm: string;
  dangerous: boolean;
  before: Tally | null;
  now: Tally | null;
}

/** Metric by metric, with the direction it went; more is better in each. */
export function Metrics({ beside, onlyChanges }: { beside: Comparison; onlyChanges: boolean }) {
  const rows = [whole(beside), ...beside.metrics].filter(
    (metric) => !onlyChanges || pointsOf(metric) !== 0,
  );
  return (
    <table class="metrics">
      <caption class="visually-hidden">{t("每项检查通过的比例，越高越好")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("检查（通过的比例）")}</th>
          <th scope="col">{t("基线")}</th>
          <th scope="col">{t("本次")}</th>
          <th scope="col">{t("变化")}</th>
          <th scope="col" class="wide">
            <span class="visually-hidden">{t("本次的比例")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((metric) => (
          <tr key={metric.id}>
            <th scope="row">
              {checkWord(metric)} {metric.dangerous && <span class="badge bad">{t("危险")}</span>}
              <small>{harmWord(metric)}</small>
            </th>
            <td>{shareOf(metric.before)}</td>
            <td>{shareOf(metric.now)}</td>
            <td>
              <Change points={pointsOf(metric)} />
            </td>
            <td class="wide">
              <Bar tally={metric.now} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function whole({ before, now }: Comparison): Shown {
  return {
    id: "",
    name: t("用例通过"),
    harm: t("一条用例的检查全部通过"),
    dangerous: false,
    before: before && { right: before.passed, total: before.cases },
    now: { right: now.passed, total: now.cases },
  };
}

const share = ({ right, total }: Tally): number => (total ? right / total : 1);

/** Percentage points gained; null where one of both has nothing to compare. */
function pointsOf({ before, now }: Pick<Metric, "before" | "now">): number | null {
  return before && now ? Math.round((share(now) - share(before)) * 1000) / 10 : null;
}

function shareOf(tally: Tally | null): string {
  return tally ? `${percent(share(tally))} (${tally.right}/${tally.total})` : "–";
}

/** The direction is told by sign, arrow and colour. */
function Change({ points }: { points: number | null }) {
  if (points === null) return <>–</>;
  if (points === 0) return <span class="muted">{t("不变")}</span>;
  return (
    <b class={points > 0 ? "better" : "worse"}>
      {points > 0 ? "▲ +" : "▼ −"}
      {Math.abs(points).toFixed(1)}
    </b>
  );
}

function Bar({ tally }: { tally: Tally | null }) {
  if (!tally) return null;
  return (
    <span class="bar" aria-hidden="true">
      <span style={{ width: `${share(tally) * 100}%` }} />
    </span>
  );
}
