/**
 * Which conversation this tab goes on with after a reload, and the token of an anonymous visitor.
 * Kept for the tab alone; where storage is forbidden (a strict browser, a frame of another site) the
 * conversation lasts as long as the page.
 */

export interface Kept {
  conversation: string;
  session: string;
}

export function recall(shop: string): Kept | null {
  try {
    const { conversation, session } = JSON.parse(sessionStorage.getItem(keyOf(shop)) ?? "{}") as Partial<Kept>;
    return conversation ? { conversation, session: session ?? "" } : null;
  } catch {
    return null;
  }
}

export function keep(shop: string, kept: Kept | null): void {
  try {
    if (kept) sessionStorage.setItem(keyOf(shop), JSON.stringify(kept));
    else sessionStorage.removeItem(keyOf(shop));
  } catch {
    return;
  }
}

const keyOf = (shop: string): string => `goalie.chat.${shop}`;
