import { useEffect, useState } from "preact/hooks";
import { minuteOf } from "../../shared/time";
import { t } from "../language";
import { TroubleBanner } from "../parts/TroubleBanner";
import { go, linkTo } from "../route";
import type { Run } from "./api";
import { Cases } from "./Cases";
import { Metrics } from "./Metrics";
import { useRuns, type Pair } from "./useRuns";

/** 评测: two runs side by side, what broke first. */
export function Evals({ shop, pair }: { shop: string; pair: Pair }) {
  const { runs, beside, before, now, trouble, again } = useRuns(shop, pair);
  const [onlyChanges, setOnlyChanges] = useState(false);

  useEffect(() => {
    document.title = t("评测 · 守门员");
  }, []);

  return (
    <div class="evals">
      {trouble && <TroubleBanner words={trouble} onRetry={again} />}
      {runs?.length === 0 && <Nothing />}
      {runs && runs.length > 0 && (
        <section class="card" aria-label={t("评测对比")}>
          <div class="row wrap">
            <h2>{t("评测对比")}</h2>
            <Picker
              name={t("基线")}
              runs={runs}
              chosen={before}
              none={t("不比较")}
              onPick={(id) => go(linkTo.evals(id || now, now))}
            />
            <Picker
              name={t("本次")}
              runs={runs}
              chosen={now}
              onPick={(id) => go(linkTo.evals(before, id))}
            />
            <span class="spring" />
            <label class="seen">
              <input
                type="checkbox"
                checked={onlyChanges}
                onChange={() => setOnlyChanges(!onlyChanges)}
              />
              {t("只看变化")}
            </label>
          </div>
          {beside && <Metrics beside={beside} onlyChanges={onlyChanges} />}
        </section>
      )}
      {beside && <Cases key={`${before} ${now}`} beside={beside} onlyChanges={onlyChanges} />}
    </div>
  );
}

interface PickerProps {
  name: string;
  runs: readonly Run[];
  chosen: string;
  none?: string;
  onPick: (id: string) => void;
}

function Picker({ name, runs, chosen, none, onPick }: PickerProps) {
  const known = runs.some(({ id }) => id === chosen);
  return (
    <label class="picker">
      {name}
      <select value={known ? chosen : ""} onChange={(event) => onPick(event.currentTarget.value)}>
        {none !== undefined && <option value="">{none}</option>}
        {runs.map((run) => (
          <option key={run.id} value={run.id}>
            {nameOf(run)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** "2026-11-05 20:30 · 398/400 · 用例.xlsx" */
function nameOf({ started_at, passed, cases, suites, model }: Run): string {
  const told = [minuteOf(started_at), `${passed}/${cases}`, suites.join(" "), model];
  return told.filter(Boolean).join(" · ");
}

function Nothing() {
  return (
    <section class="card">
      <h2>{t("还没有评测记录")}</h2>
      <p>{t("在服务器上跑一次，这里就能看到结果：")}</p>
      <pre>goalie eval template &gt; cases.xlsx{"\n"}goalie eval run cases.xlsx</pre>
    </section>
  );
}
