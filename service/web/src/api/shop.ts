import { getJson } from "./request";
import type { Found, Hit, Product, Products, Shop, ShopEvent } from "./wire";

export function fetchShop(shop: string): Promise<Shop> {
  return getJson<Shop>(pathOf(shop));
}

/** The event `id`, else the one under way at the minute `at`, else the one now. */
export function fetchEvent(
  shop: string,
  id: string,
  at: string,
  signal: AbortSignal,
): Promise<ShopEvent> {
  const query = new URLSearchParams({ ...(id && { id }), ...(at && { at }) });
  return getJson<ShopEvent>(`${pathOf(shop)}/event?${query}`, signal);
}

/** Scripts (话术) and passages for `words`, best first. */
export async function searchScripts(
  shop: string,
  words: string,
  signal: AbortSignal,
): Promise<Hit[]> {
  const query = new URLSearchParams({ shop, q: words });
  return (await getJson<Found>(`/v1/search?${query}`, signal)).hits;
}

/** Products whose name, alias or code holds every word of `words`. */
export async function searchProducts(
  shop: string,
  words: string,
  signal: AbortSignal,
): Promise<Product[]> {
  const query = new URLSearchParams({ shop, q: words });
  return (await getJson<Products>(`/v1/products?${query}`, signal)).products;
}

const pathOf = (shop: string): string => `/v1/shops/${encodeURIComponent(shop)}`;
