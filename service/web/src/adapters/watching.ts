import type { HostContext } from "../sidebar/host";
import type { Adapter } from "./adapter";

/** Tells the conversation now and whenever it changes; returns how to stop. */
export function watch(
  page: Document,
  adapter: Adapter,
  tell: (context: HostContext) => void,
): () => void {
  let last = "";
  function look(): void {
    const context = adapter.context(page);
    const written = JSON.stringify(context);
    if (!context || written === last) return;
    last = written;
    tell(context);
  }
  const observer = new MutationObserver(look);
  observer.observe(page, { subtree: true, childList: true, characterData: true, attributes: true });
  look();
  return () => observer.disconnect();
}
