import type { Correction, Deposit, Held, Item, Understood } from "../../api/understood";
import { fieldMinuteOf, inZoneOf } from "../../shared/time";

/** What stands in the form. A quantity is NaN while its field is empty. */
export interface Draft {
  products: { sku: string; title: string; quantity: number }[];
  coupons: Named[];
  memberships: Named[];
  deposit: Deposit | null;
  /** The minute asked about, as the field has it; "" where prices are for now. */
  moment: string;
}

export interface Named {
  id: string;
  name: string;
}

/** The form as it opens: everything as it was understood. */
export function draftOf(base: Understood): Draft {
  return {
    products: (base.products ?? []).map(({ sku, title, quantity }) => ({ sku, title, quantity })),
    coupons: heldOf(base, "coupon"),
    memberships: heldOf(base, "membership"),
    deposit: base.deposit?.value ?? null,
    moment: fieldMinuteOf(base.moment?.value),
  };
}

/**
 * Only what the agent changed, so that the rest stays as it is read; null if nothing was. `now` is
 * the shop's: a minute taken out is set to it.
 */
export function correctionOf(
  base: Understood,
  draft: Draft,
  turn: number,
  now: string,
): Correction | null {
  const before = draftOf(base);
  const basket = basketOf(draft);
  const changed = {
    ...(!same(basket, basketOf(before)) && { basket }),
    ...(!same(idsOf(draft.coupons), idsOf(before.coupons)) && { coupons: idsOf(draft.coupons) }),
    ...(!same(idsOf(draft.memberships), idsOf(before.memberships)) && {
      memberships: idsOf(draft.memberships),
    }),
    ...(draft.deposit && draft.deposit !== before.deposit && { deposit: draft.deposit }),
    ...(draft.moment !== before.moment && {
      moment: draft.moment ? inZoneOf(now, draft.moment) : now,
    }),
  };
  return Object.keys(changed).length ? { turn, ...changed } : null;
}

/** What the page shows of a correction that the service has not heard of yet. */
export function understoodWith(base: Understood, draft: Draft, made: Correction): Understood {
  const set = { turn: made.turn, certainty: "corrected" } as const;
  const held = (kind: Held["kind"], chosen: Named[]): Held[] =>
    chosen.map(({ id, name }) => ({ kind, id, name, ...set }));
  const kept = (kind: Held["kind"]): Held[] => (base.held ?? []).filter((one) => one.kind === kind);
  return {
    ...base,
    ...(made.basket && {
      products: draft.products.map((item): Item => ({ ...item, ...set, counted: "corrected" })),
      open: null,
    }),
    ...(made.coupons && { no_coupons: made.coupons.length === 0, unknown_coupons: [] }),
    ...(made.deposit && { deposit: { value: made.deposit, ...set } }),
    ...(made.moment && { moment: { value: made.moment, ...set } }),
    held: [
      ...(made.coupons ? held("coupon", draft.coupons) : kept("coupon")),
      ...(made.memberships ? held("membership", draft.memberships) : kept("membership")),
      ...kept("balance"),
    ],
  };
}

function heldOf({ held = [] }: Understood, kind: Held["kind"]): Named[] {
  return held.filter((one) => one.kind === kind).map(({ id, name }) => ({ id, name }));
}

function basketOf({ products }: Draft): Record<string, number> {
  return Object.fromEntries(products.map(({ sku, quantity }) => [sku, quantity]));
}

function idsOf(named: Named[]): string[] {
  return named.map(({ id }) => id).sort();
}

function same(one: object, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
