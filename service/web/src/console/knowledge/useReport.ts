import { useEffect, useState } from "preact/hooks";
import { wordsOf, type Words } from "../trouble";
import type { Conflict, KnowledgeApi, ReportOf, Row, RuleFault } from "./api";

export interface Report {
  rows: readonly Row[];
  /** How many rows there are; more than `rows` while they are still being fetched. */
  total: number | null;
  conflicts: readonly Conflict[];
  conflictsTotal: number;
  rules: readonly RuleFault[];
}

const EMPTY: Report = { rows: [], total: null, conflicts: [], conflictsTotal: 0, rules: [] };

/** A whole report, page by page; `key` changes when the same report has become another. */
export function useReport(api: KnowledgeApi, of: ReportOf | null, key: string) {
  const [report, setReport] = useState(EMPTY);
  const [trouble, setTrouble] = useState<Words | null>(null);

  useEffect(() => {
    let stopped = false;
    const told = (changed: Partial<Report>) =>
      !stopped && setReport((before) => ({ ...before, ...changed }));

    async function read(from: ReportOf): Promise<void> {
      const { conflicts, total: conflictsTotal, rules } = await api.conflicts(from, 0);
      told({ conflicts, conflictsTotal, rules });
      let rows: readonly Row[] = [];
      for (let total = 1; rows.length < total && !stopped; ) {
        const page = await api.rows(from, rows.length);
        rows = [...rows, ...page.rows];
        total = page.rows.length ? page.total : rows.length;
        told({ rows, total });
      }
    }

    setReport(EMPTY);
    setTrouble(null);
    if (of) read(of).catch((error: unknown) => !stopped && setTrouble(wordsOf(error)));
    return () => {
      stopped = true;
    };
  }, [api, of?.of, of?.id, key]);

  async function moreConflicts(): Promise<void> {
    if (!of) return;
    try {
      const { conflicts } = await api.conflicts(of, report.conflicts.length);
      setReport((before) => ({ ...before, conflicts: [...before.conflicts, ...conflicts] }));
    } catch (error) {
      setTrouble(wordsOf(error));
    }
  }

  return { report, trouble, moreConflicts };
}
