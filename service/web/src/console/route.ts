import { useEffect, useState } from "preact/hooks";

/**
 * Which view is open, as the address tells it, so that a link leads there:
 *
 *   #/knowledge                  the files, the versions, the latest report
 *   #/knowledge/job/j_…          the report of an import
 *   #/knowledge/version/…        the report of a version
 */
export interface Route {
  view: "knowledge";
  report: { of: "job" | "version"; id: string } | null;
}

export function routeOf(hash: string): Route {
  const [, , of, id] = hash.replace(/^#/, "").split("/");
  const isReport = (of === "job" || of === "version") && id !== undefined && id !== "";
  return { view: "knowledge", report: isReport ? { of, id } : null };
}

export const linkTo = {
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
