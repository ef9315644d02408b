/**
 * For a workbench's own page: `<script defer src="https://goalie…/embed.js" data-frame="#goalie"
 * data-token="…">` connects the iframe of that selector (see `protocol.ts`).
 */

import { adapterFor } from "../adapters";
import { watch } from "../adapters/watching";
import { fieldsOf } from "./protocol";

const script = document.querySelector<HTMLScriptElement>("script[data-frame]");
const frame = document.querySelector<HTMLIFrameElement>(script?.dataset["frame"] ?? "iframe");
const adapter = adapterFor(document);

if (frame && adapter) connect(frame, new URL(frame.src).origin);

function connect(frame: HTMLIFrameElement, origin: string): void {
  let stop: (() => void) | undefined;
  const tell = (type: string, data: object) =>
    frame.contentWindow?.postMessage({ type, ...data }, origin);

  window.addEventListener("message", (event) => {
    if (event.source !== frame.contentWindow || event.origin !== origin) return;
    const fields = fieldsOf(event.data);
    if (fields?.type === "goalie:ready") greet();
    const sends = fields?.type === "goalie:send";
    if (!fields || !adapter || !(sends || fields.type === "goalie:insert")) return;
    const inserted = adapter.insert(document, String(fields["text"]));
    const ok = inserted && (!sends || adapter.send?.(document) === true);
    tell("goalie:done", { id: fields["id"], ok });
  });

  // Whichever of the two was there first: a greeting that nobody hears yet is said again at ready.
  greet();

  function greet(): void {
    if (!adapter) return;
    const token = script?.dataset["token"] ?? "";
    tell("goalie:hello", { insert: true, send: adapter.send !== undefined, token });
    stop?.();
    stop = watch(document, adapter, (context) => tell("goalie:context", context));
  }
}
