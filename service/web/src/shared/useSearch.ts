import { useEffect, useState } from "preact/hooks";
import { t } from "./language";

/** Long enough that a word typed in one go is one request. */
const QUIET_MILLISECONDS = 150;

interface Found<Hit> {
  hits: Hit[] | null;
  trouble: string;
}

type Search<Hit> = (shop: string, words: string, signal: AbortSignal) => Promise<Hit[]>;

/** The hits for `words`, null until they are there; an older request never overtakes a newer. */
export function useSearch<Hit>(search: Search<Hit>, shop: string, words: string): Found<Hit> {
  const [found, setFound] = useState<Found<Hit>>({ hits: null, trouble: "" });
  useEffect(() => {
    if (!words.trim()) {
      setFound({ hits: null, trouble: "" });
      return undefined;
    }
    const aborting = new AbortController();
    const waiting = setTimeout(() => {
      search(shop, words.trim(), aborting.signal).then(
        (hits) => setFound({ hits, trouble: "" }),
        () => aborting.signal.aborted || setFound({ hits: [], trouble: t("搜索没有成功，请重试") }),
      );
    }, QUIET_MILLISECONDS);
    return () => {
      clearTimeout(waiting);
      aborting.abort();
    };
  }, [search, shop, words]);
  return found;
}
