/**
 * What requests are let in with: a short token from the workbench, in memory only, or a key that was
 * typed into this tab, which the tab forgets when it closes.
 */

const TYPED = "goalie-key";

type Waiting = (given: string) => void;

let token = typed();
let ask: ((refused: boolean) => void) | null = null;
let asked: () => void = () => undefined;
const waiting = new Set<Waiting>();

export function keepToken(given: string): void {
  token = given;
  asked();
  for (const go of waiting) go(given);
  waiting.clear();
}

/** As `keepToken`, and again when the page is loaded anew. */
export function keepTypedKey(given: string): void {
  try {
    sessionStorage.setItem(TYPED, given);
  } catch {
    // Third-party frames may be refused storage; then it is typed again.
  }
  keepToken(given);
}

export const sentToken = (): string => token;

export const bearer = (): Record<string, string> =>
  token ? { Authorization: `Bearer ${token}` } : {};

/** From now on a request that was refused waits: `onRefused` has a key asked for, `onGiven` tells
 * that there is one, from wherever. */
export function whenRefused(onRefused: (refused: boolean) => void, onGiven: () => void): void {
  ask = onRefused;
  asked = onGiven;
}

/** Whether there is a token other than `refused`: at once or later, never where nobody asks. */
export function anotherToken(refused: string, signal?: AbortSignal | null): Promise<boolean> {
  if (token !== refused) return Promise.resolve(true);
  if (!ask) return Promise.resolve(false);
  ask(refused !== "");
  return new Promise((resolve) => {
    const go = () => resolve(true);
    waiting.add(go);
    signal?.addEventListener("abort", () => {
      waiting.delete(go);
      resolve(false);
    });
  });
}

function typed(): string {
  try {
    return sessionStorage.getItem(TYPED) ?? "";
  } catch {
    return "";
  }
}
