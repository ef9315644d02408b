import type { ComparisonOut, RunsOut } from "../../api/generated";
import { getJson } from "../../api/request";

export type {
  TriedOut as Asked,
  CaseOut as Case,
  ComparisonOut as Comparison,
  MetricOut as Metric,
  RunOut as Run,
  TallyOut as Tally,
} from "../../api/generated";

/** The shop's finished runs, the latest first. */
export async function fetchRuns(shop: string) {
  return (await getJson<RunsOut>(`/v1/evals/runs?${new URLSearchParams({ shop })}`)).runs;
}

/** The run `now` beside the run `before`, or alone. */
export function fetchComparison(shop: string, before: string | null, now: string, signal: AbortSignal) {
  const query = new URLSearchParams({ shop, now, ...(before && { before }) });
  return getJson<ComparisonOut>(`/v1/evals/comparison?${query}`, signal);
}
