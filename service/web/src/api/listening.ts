/**
 * A stream of events that is listened to for as long as a page is open. It is fetched, not an
 * EventSource, because that cannot send a token; a page has one of them, so that five of the six
 * connections that a browser has to a host stay free.
 */

import { ConnectionLost, ProblemError } from "./errors";
import { eventsOf, type ServerEvent } from "./eventStream";
import { request } from "./request";

/** The service says at least every twelve seconds that it is there. */
const SILENT_MILLISECONDS = 30_000;
const FIRST_WAIT_MILLISECONDS = 500;
const LONGEST_WAIT_MILLISECONDS = 15_000;

export interface Listener {
  /** Asked anew for each connection: it may go on from what was heard last. */
  path: () => string;
  hear: (event: ServerEvent) => void;
  /** Whether the stream is there. */
  connected: (open: boolean) => void;
  /** The service refused; it is not asked again. */
  refused: (error: ProblemError) => void;
}

/** Listens until the returned function is called; a lost connection is made again, more slowly each time. */
export function listen(listener: Listener): () => void {
  let stopped = false;
  let running: AbortController | null = null;
  let wait = FIRST_WAIT_MILLISECONDS;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  async function connect(): Promise<void> {
    running = new AbortController();
    try {
      await hearAll(running);
    } catch (error) {
      if (stopped) return;
      if (isFinal(error)) return listener.refused(error);
    }
    if (stopped) return;
    listener.connected(false);
    waiting = setTimeout(() => {
      waiting = undefined;
      void connect();
    }, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT_MILLISECONDS);
  }

  async function hearAll(aborting: AbortController): Promise<void> {
    const response = await request(listener.path(), {
      headers: { Accept: "text/event-stream" },
      signal: aborting.signal,
    });
    if (!response.body) throw new ConnectionLost();
    listener.connected(true);
    wait = FIRST_WAIT_MILLISECONDS;
    const silence = watch(() => aborting.abort());
    try {
      for await (const event of eventsOf(response.body, silence.broken)) listener.hear(event);
    } finally {
      silence.over();
    }
  }

  /** The network is back: no reason to wait. */
  function hurry(): void {
    clearTimeout(waiting);
    if (waiting !== undefined && !stopped) {
      waiting = undefined;
      void connect();
    }
  }

  window.addEventListener("online", hurry);
  void connect();
  return () => {
    stopped = true;
    window.removeEventListener("online", hurry);
    clearTimeout(waiting);
    running?.abort();
  };
}

/** A refusal that asking again would not change. */
function isFinal(error: unknown): error is ProblemError {
  return error instanceof ProblemError && error.problem.status >= 400 && error.problem.status < 500;
}

function watch(silent: () => void): { broken: () => void; over: () => void } {
  let timer = setTimeout(silent, SILENT_MILLISECONDS);
  return {
    broken() {
      clearTimeout(timer);
      timer = setTimeout(silent, SILENT_MILLISECONDS);
    },
    over: () => clearTimeout(timer),
  };
}
