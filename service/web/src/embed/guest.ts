import type { Handoff } from "../api/wire";
import type { Host, HostContext } from "../sidebar/host";
import { contextFrom, fieldsOf, helloFrom, VERSION, type Hello } from "./protocol";

/** A workbench that says nothing within this time has not inserted. */
const ANSWER_MILLISECONDS = 2_000;

export interface Listeners {
  hello: (hello: Hello) => void;
  context: (context: HostContext) => void;
}

/** The workbench around this iframe, if one of `origins` is it. */
export function createGuest(workbench: Window, origins: string[], on: Listeners): Host {
  let origin = "";
  let last = 0;
  const waiting = new Map<number, (ok: boolean) => void>();

  window.addEventListener("message", (event) => {
    if (event.source !== workbench || !origins.includes(event.origin)) return;
    const fields = fieldsOf(event.data);
    if (!fields) return;
    origin = event.origin;
    if (fields.type === "goalie:hello") on.hello(helloFrom(fields));
    if (fields.type === "goalie:done") waiting.get(Number(fields["id"]))?.(fields["ok"] === true);
    const context = fields.type === "goalie:context" ? contextFrom(fields) : null;
    if (context) on.context(context);
  });

  function tell(type: string, data: object): void {
    if (origin) workbench.postMessage({ type, ...data }, origin);
  }

  function ask(type: string, text: string): Promise<boolean> {
    const id = ++last;
    tell(type, { id, text });
    return new Promise((resolve) => {
      const settle = (ok: boolean) => {
        waiting.delete(id);
        resolve(ok);
      };
      waiting.set(id, settle);
      setTimeout(() => settle(false), ANSWER_MILLISECONDS);
    });
  }

  // The parent's origin is not known yet: the browser delivers only to the one that fits.
  origins.forEach((allowed) =>
    workbench.postMessage({ type: "goalie:ready", version: VERSION }, allowed),
  );

  return {
    insert: (text) => ask("goalie:insert", text),
    send: (text) => ask("goalie:send", text),
    handOff: ({ to, reason, summary }: Handoff) => tell("goalie:handoff", { to, reason, summary }),
  };
}
