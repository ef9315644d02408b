import { useMemo, useState } from "preact/hooks";
import { t } from "../language";
import { WindowedTable } from "../parts/WindowedTable";
import { saveCsv } from "./csv";
import type { Row } from "./api";
import type { Report } from "./useReport";
import { OUTCOME_WORDS, OUTCOMES, type Outcome } from "./words";

const COLUMNS = [
  { head: t("位置"), kind: "place" },
  { head: t("结果"), kind: "outcome" },
  { head: t("栏目"), kind: "field" },
  { head: t("原因和改法"), kind: "reason" },
] as const;
/** In pixels: one line where nothing has to be explained. */
const ROW_HEIGHTS = { plain: 38, explained: 60 } as const;

/** Row by row what became of it; refused rows first, for they are what has to be mended. */
export function Rows({ report, removed }: { report: Report; removed: number }) {
  const { rows, total } = report;
  const counts = useMemo(() => countsOf(rows), [rows]);
  const [picked, setPicked] = useState<Outcome | "all" | null>(null);
  const [words, setWords] = useState("");
  const filter = picked ?? (counts.refused > 0 ? "refused" : "all");
  const shown = useMemo(() => fitting(rows, filter, words), [rows, filter, words]);
  const chosen = (name: Outcome | "all") => (filter === name ? "true" : "false");

  return (
    <>
      <div class="filters">
        <div class="row wrap" role="group" aria-label={t("只看")}>
          {OUTCOMES.map((outcome) => (
            <button
              type="button"
              key={outcome}
              class={`button tally ${outcome} ${counts[outcome] ? "some" : ""}`}
              aria-pressed={chosen(outcome)}
              onClick={() => setPicked(outcome)}
            >
              {OUTCOME_WORDS[outcome]} <b>{counts[outcome]}</b>
            </button>
          ))}
          <button
            type="button"
            class="button tally"
            aria-pressed={chosen("all")}
            onClick={() => setPicked("all")}
          >
            {t("全部")} <b>{rows.length}</b>
          </button>
        </div>
        <input
          type="search"
          aria-label={t("在报告里找")}
          placeholder={t("文件名、行号、原因")}
          value={words}
          onInput={(event) => setWords(event.currentTarget.value)}
        />
      </div>
      <p class="muted" role="status">
        {total !== null && rows.length < total
          ? t("正在取报告 {n} / {total} 行", { n: rows.length, total })
          : t("{n} 行", { n: shown.length })}
        {removed > 0 && ` · ${t("上一版里有、这一版没有的：{n} 项", { n: removed })}`}
      </p>
      {shown.length > 0 && (
        <WindowedTable
          label={t("逐行报告")}
          columns={COLUMNS}
          rows={shown}
          rowHeight={shown.some(({ reason }) => reason) ? ROW_HEIGHTS.explained : ROW_HEIGHTS.plain}
          cells={cellsOf}
        />
      )}
      {counts.refused > 0 && (
        <button type="button" class="link" onClick={() => saveRefused(rows)}>
          {t("下载被拒的行（CSV）")}
        </button>
      )}
    </>
  );
}

function cellsOf({ place, outcome, field, reason }: Row) {
  return [
    place.label,
    <span class={`badge ${outcome}`}>{OUTCOME_WORDS[outcome]}</span>,
    field,
    reason,
  ];
}

function countsOf(rows: readonly Row[]): Record<Outcome, number> {
  const counts = { taken: 0, updated: 0, unchanged: 0, refused: 0 };
  for (const { outcome } of rows) counts[outcome] += 1;
  return counts;
}

function fitting(rows: readonly Row[], filter: Outcome | "all", words: string): readonly Row[] {
  const wanted = words.trim().toLowerCase();
  if (filter === "all" && !wanted) return rows;
  return rows.filter(
    ({ outcome, place, field, reason }) =>
      (filter === "all" || outcome === filter) &&
      (!wanted || `${place.label}\n${field}\n${reason}`.toLowerCase().includes(wanted)),
  );
}

function saveRefused(rows: readonly Row[]): void {
  const refused = rows.filter(({ outcome }) => outcome === "refused");
  saveCsv(`${t("被拒的行")}.csv`, [
    [t("位置"), t("栏目"), t("原因和改法")],
    ...refused.map(({ place, field, reason }) => [place.label, field, reason]),
  ]);
}
