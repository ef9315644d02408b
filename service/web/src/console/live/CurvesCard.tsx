import type { ComponentType } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { TrafficFaultOut } from "../../api/generated";
import { Icon } from "../../shared/icons";
import { t } from "../language";
import type { Curves, Point } from "./api";
import { clockOf, rateOf } from "./words";

export const SERIES = [
  { of: "last_year", name: t("去年"), kind: "last-year", missing: t("没有去年曲线") },
  { of: "forecast", name: t("预测"), kind: "forecast", missing: t("没有预测曲线") },
  { of: "this_year", name: t("今年"), kind: "this-year", missing: "" },
] as const;

interface Props {
  curves: Curves;
  faults: readonly TrafficFaultOut[];
  now: string;
}

/** Three curves 去年 / 预测 / 今年, and the same figures as a table beside them. */
export function CurvesCard({ curves, faults, now }: Props) {
  const Chart = useChart();
  const missing = missingIn(curves);
  const current = curves.points.filter(({ this_year }) => this_year !== null).pop();
  return (
    <section class="card" aria-label={t("进线曲线")}>
      <div class="row wrap">
        <h2>{t("进线（会话/分）")}</h2>
        <span class="spring" />
        {current && <small>{t("{at} 起 {n} 分钟", { at: clockOf(current.at), n: curves.piece_minutes })}</small>}
        <ul class="legend" aria-label={t("最近一段")}>
          {SERIES.map(({ of, name, kind }) => (
            <li key={of} class={kind}>
              {name} <b>{rateOf(current?.[of] ?? null)}</b>
            </li>
          ))}
        </ul>
      </div>
      {faults.length > 0 && (
        <div class="banner warn" role="alert">
          <Icon name="warning" />
          <ul>
            {faults.map(({ file, where, remedy }) => (
              <li key={`${file} ${where}`}>{[file, where, remedy].filter(Boolean).join(" · ")}</li>
            ))}
          </ul>
        </div>
      )}
      {missing.length > 0 && faults.length === 0 && (
        <p class="muted">
          {missing.join(t("，"))}
          {t("：请在店铺文件夹的 traffic 里放 CSV 或 Excel，列为 时间、咨询量、类型（去年 或 预测）。")}
        </p>
      )}
      <div class="curves">
        <div class="plot">{Chart && <Chart curves={curves} now={now} />}</div>
        <CurveTable points={curves.points} current={current} minutes={curves.piece_minutes} />
      </div>
    </section>
  );
}

function missingIn({ has_last_year, has_forecast }: Curves): string[] {
  const has = { last_year: has_last_year, forecast: has_forecast, this_year: true };
  return SERIES.filter(({ of }) => !has[of]).map(({ missing }) => missing);
}

interface TableProps {
  points: readonly Point[];
  current: Point | undefined;
  minutes: number;
}

function CurveTable({ points, current, minutes }: TableProps) {
  const frame = useRef<HTMLDivElement>(null);
  // What has just happened stands in the middle; whoever scrolls by hand is left alone.
  useLayoutEffect(() => {
    const row = frame.current?.querySelector<HTMLElement>("[aria-current]");
    if (frame.current && row) frame.current.scrollTop = row.offsetTop - frame.current.clientHeight / 2;
  }, [points[0]?.at, current?.at]);
  return (
    <div class="figures" ref={frame} tabIndex={0} role="region" aria-label={t("进线数据表")}>
      <table>
        <caption class="visually-hidden">
          {t("每 {n} 分钟一行，单位是每分钟新进线的会话", { n: minutes })}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t("时间")}</th>
            {SERIES.map(({ of, name }) => (
              <th key={of} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={point.at} aria-current={point === current ? "time" : undefined}>
              <th scope="row">{clockOf(point.at)}</th>
              {SERIES.map(({ of }) => (
                <td key={of}>{rateOf(point[of])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface ChartProps {
  curves: Curves;
  now: string;
}

/** The chart's code is fetched when it is shown; without it the table says the same. */
function useChart(): ComponentType<ChartProps> | null {
  const [Chart, setChart] = useState<ComponentType<ChartProps> | null>(null);
  useEffect(() => {
    import("./Chart").then(
      (module) => setChart(() => module.Chart),
      () => undefined,
    );
  }, []);
  return Chart;
}
