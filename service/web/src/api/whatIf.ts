import { postJson } from "./request";
import type { Understood } from "./understood";
import type { Quote, WhatIf, WhatIfRequest } from "./wire";

type Change = WhatIfRequest["changes"][number];

/** The quote beside itself with something changed, for the same buyer at the minute asked about. */
export async function askWhatIf(
  shop: string,
  quote: Quote,
  understood: Understood,
  changes: Change[],
): Promise<WhatIf> {
  const held = understood.held ?? [];
  const idsOf = (kind: string) => held.filter((one) => one.kind === kind).map(({ id }) => id);
  const request: WhatIfRequest = {
    shop,
    // Left out, it is the service's own clock; the quote may be priced for a later payment.
    at: understood.moment?.value ?? null,
    lines: quote.lines.map(({ sku, quantity }) => ({ sku, quantity })),
    coupons: idsOf("coupon"),
    memberships: idsOf("membership"),
    balances: Object.fromEntries(
      held
        .filter(({ kind }) => kind === "balance")
        .map(({ id, worth }) => [id, (worth ?? "0").replace(/[元个]$/, "")]),
    ),
    deposit_paid: understood.deposit_paid ? quote.lines.map(({ sku }) => sku) : [],
    changes,
  };
  const response = await postJson("/v1/quotes/what-if", request);
  return (await response.json()) as WhatIf;
}
