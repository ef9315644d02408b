import { useEffect, useState } from "preact/hooks";
import type { Pair } from "./evals/useRuns";
import { WINDOWS, type Window } from "./live/api";

/**
 * Which view is open, as the address tells it, so that a link leads there:
 *
 *   #/live/hour, #/live/shift, #/live/day
 *   #/evals, #/evals/BEFORE/NOW  two runs side by side
 *   #/practice                   buyers to practise with
 *   #/knowledge                  the files, the versions, the latest report
 *   #/knowledge/job/j_…          the report of an import
 *   #/knowledge/version/…        the report of a version
 */
export type Route =
  | { view: "live"; window: Window }
  | { view: "evals"; pair: Pair }
  | { view: "practice" }
  | { view: "knowledge"; report: { of: "job" | "version"; id: string } | null };

export function routeOf(hash: string): Route {
  const [, view, what, id] = hash.replace(/^#/, "").split("/");
  if (view === "live") {
    return { view, window: WINDOWS.find((name) => name === what) ?? "hour" };
  }
  if (view === "evals") return { view, pair: { before: what ?? "", now: id ?? "" } };
  if (view === "practice") return { view };
  const isReport = (what === "job" || what === "version") && id !== undefined && id !== "";
  return { view: "knowledge", report: isReport ? { of: what, id } : null };
}

export const linkTo = {
  live: (window: Window) => `#/live/${window}`,
  evals: (before: string, now: string) => `#/evals/${before}/${now}`,
  practice: "#/practice",
  knowledge: "#/knowledge",
  job: (id: string) => `#/knowledge/job/${id}`,
  version: (id: string) => `#/knowledge/version/${id}`,
} as const;

export function useRoute(): Route {
  const [route, setRoute] = useState(routeOf(location.hash));
  useEffect(() => {
    const follow = () => setRoute(routeOf(location.hash));
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, []);
  return route;
}

export function go(link: string): void {
  location.hash = link;
}
