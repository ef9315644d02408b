import { useEffect, useState } from "preact/hooks";
import { searchScripts } from "../api/shop";
import type { Hit } from "../api/wire";

/** Long enough that a word typed in one go is one request. */
const QUIET_MILLISECONDS = 150;

interface Found {
  hits: Hit[] | null;
  trouble: string;
}

const NOTHING: Found = { hits: null, trouble: "" };

/** The hits for `words`, null until they are there; an older request never overtakes a newer. */
export function useScriptHits(shop: string, words: string): Found {
  const [found, setFound] = useState(NOTHING);
  useEffect(() => {
    if (!words.trim()) {
      setFound(NOTHING);
      return undefined;
    }
    const aborting = new AbortController();
    const waiting = setTimeout(() => {
      searchScripts(shop, words.trim(), aborting.signal).then(
        (hits) => setFound({ hits, trouble: "" }),
        () => aborting.signal.aborted || setFound({ hits: [], trouble: "搜索没有成功，请重试" }),
      );
    }, QUIET_MILLISECONDS);
    return () => {
      clearTimeout(waiting);
      aborting.abort();
    };
  }, [shop, words]);
  return found;
}
