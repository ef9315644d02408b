/** In the page of a workbench: what the side panel cannot reach itself. */

import { adapterFor } from "../adapters";
import { watch } from "../adapters/watching";
import type { Seen, ToPage, ToPanel } from "./messages";

let stop: (() => void) | undefined;

chrome.runtime.onMessage.addListener((message: ToPage, _sender, answer) => {
  const adapter = adapterFor(document);
  if (!adapter) {
    answer(message.kind === "look" ? NOTHING : false);
  } else if (message.kind === "look") {
    stop?.();
    stop = watch(document, adapter, (context) => {
      const told: ToPanel = { kind: "context", context };
      void chrome.runtime.sendMessage(told).catch(() => stop?.());
    });
    const send = adapter.send !== undefined;
    answer({ insert: true, send, context: adapter.context(document) } satisfies Seen);
  } else {
    const inserted = adapter.insert(document, message.text);
    answer(inserted && (message.kind === "insert" || adapter.send?.(document) === true));
  }
});

const NOTHING: Seen = { insert: false, send: false, context: null };
