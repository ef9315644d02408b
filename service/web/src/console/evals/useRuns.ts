import { useEffect, useState } from "preact/hooks";
import { isAbort } from "../../api/request";
import { wordsOf, type Words } from "../trouble";
import { fetchComparison, fetchRuns, type Comparison, type Run } from "./api";

/** What the address asks for; "" is the latest run, and the one before it. */
export interface Pair {
  before: string;
  now: string;
}

/** The runs, and the two that are looked at; `alone` where there is only one. */
export function useRuns(shop: string, asked: Pair) {
  const [runs, setRuns] = useState<readonly Run[] | null>(null);
  const [beside, setBeside] = useState<Comparison | null>(null);
  const [trouble, setTrouble] = useState<Words | null>(null);
  const [tries, setTries] = useState(0);
  const now = asked.now || runs?.[0]?.id || "";
  const before = asked.before || former(runs, now);

  useEffect(() => {
    setTrouble(null);
    fetchRuns(shop).then(setRuns, (error: unknown) => setTrouble(wordsOf(error)));
  }, [shop, tries]);
  useEffect(() => {
    const leaving = new AbortController();
    setBeside(null);
    if (now) {
      fetchComparison(shop, before === now ? null : before || null, now, leaving.signal).then(
        setBeside,
        (error: unknown) => !isAbort(error) && setTrouble(wordsOf(error)),
      );
    }
    return () => leaving.abort();
  }, [shop, before, now, tries]);

  return { runs, beside, before, now, trouble, again: () => setTries((n) => n + 1) };
}

/** The run before the one shown: `runs` are the latest first. */
function former(runs: readonly Run[] | null, now: string): string {
  const at = runs?.findIndex(({ id }) => id === now) ?? -1;
  return (at >= 0 && runs?.[at + 1]?.id) || "";
}
