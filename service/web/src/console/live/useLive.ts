import { useEffect, useState } from "preact/hooks";
import { ProblemError } from "../../api/errors";
import { isAbort } from "../../api/request";
import { wordsOf, type Words } from "../trouble";
import { fetchLive, type Live, type Window } from "./api";

const EVERY_MILLISECONDS = 5_000;
/** What the service refuses, it will hardly allow a moment later. */
const REFUSED_MILLISECONDS = 60_000;

/**
 * What happens now, asked for every few seconds while somebody looks. When the service does not
 * answer, the last figures stay with the trouble beside them, and it is tried again.
 */
export function useLive(shop: string, window: Window) {
  const [live, setLive] = useState<Live | null>(null);
  const [trouble, setTrouble] = useState<Words | null>(null);

  useEffect(() => {
    const leaving = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let asking = false;

    async function ask(): Promise<void> {
      if (asking || document.hidden) return;
      clearTimeout(timer);
      asking = true;
      let pause = EVERY_MILLISECONDS;
      try {
        setLive(await fetchLive(shop, window, leaving.signal));
        setTrouble(null);
      } catch (error) {
        if (isAbort(error)) return;
        if (error instanceof ProblemError && error.problem.status < 500) pause = REFUSED_MILLISECONDS;
        setTrouble(wordsOf(error));
      } finally {
        asking = false;
      }
      timer = setTimeout(ask, pause);
    }

    setLive(null);
    void ask();
    document.addEventListener("visibilitychange", ask);
    globalThis.addEventListener("online", ask);
    return () => {
      leaving.abort();
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", ask);
      globalThis.removeEventListener("online", ask);
    };
  }, [shop, window]);

  return { live, trouble };
}
