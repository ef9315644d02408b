import type { Turn } from "../api/wire";
import type { HostContext } from "../sidebar/host";

/**
 * The conversation as a workbench that we may shape writes it down:
 * `<main data-conversation data-shop data-buyer data-sku data-order>` around
 * `<p data-role="customer">…</p>`, oldest first.
 */
export function contextOnPage(page: Document): HostContext | null {
  const place = page.querySelector<HTMLElement>("[data-conversation]");
  if (!place) return null;
  const { conversation = "", shop, buyer, sku, order } = place.dataset;
  const turns = [...place.querySelectorAll<HTMLElement>("[data-role]")].map((line) => ({
    role: line.dataset["role"] as Turn["role"],
    text: line.textContent ?? "",
  }));
  return {
    conversation,
    turns,
    ...(shop && { shop }),
    ...(buyer && { buyer }),
    ...(sku && { sku }),
    ...(order && { order }),
  };
}

/** The button that sends, where the workbench marks it. */
export function pressSend(page: Document): boolean {
  const button = page.querySelector<HTMLButtonElement>("[data-send]");
  button?.click();
  return button !== null;
}
