import { getJson } from "./request";
import type { Hit, Shop } from "./wire";

export function fetchShop(shop: string): Promise<Shop> {
  return getJson<Shop>(`/v1/shops/${encodeURIComponent(shop)}`);
}

/** Scripts (话术) and passages for `words`, best first. */
export async function searchScripts(
  shop: string,
  words: string,
  signal: AbortSignal,
): Promise<Hit[]> {
  const query = new URLSearchParams({ shop, q: words });
  return (await getJson<{ hits: Hit[] }>(`/v1/search?${query}`, signal)).hits;
}
