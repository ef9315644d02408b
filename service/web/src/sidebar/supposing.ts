import { ProblemError } from "../api/errors";
import type { Quote, WhatIf } from "../api/wire";
import { askWhatIf } from "../api/whatIf";
import { t } from "../shared/language";
import type { SidebarStore } from "./change";

/** 加一件, 不用券: the price beside itself, and as a reply if the agent takes it. */
export type Supposition = { kind: "more"; sku: string } | { kind: "no_coupons" };

export function createSupposing(store: SidebarStore, shop: string) {
  async function suppose(quote: Quote, what: Supposition): Promise<void> {
    const asked = store.get().understood;
    store.dispatch({ type: "supposing", what });
    try {
      const found = await askWhatIf(shop, quote, asked ?? {}, changesOf(what, heldCoupons(store)));
      if (store.get().understood !== asked) return;
      store.dispatch({ type: "supposed", what, ...checked(found, quote) });
    } catch (error) {
      const told = error instanceof ProblemError ? error.problem.detail : t("没有算成，请重试");
      store.dispatch({ type: "supposed", what, found: null, trouble: told });
    }
  }

  /** What the calculator explains becomes the reply; the page computes nothing. */
  function takeSupposed(found: WhatIf, what: Supposition): void {
    const start = what.kind === "more" ? "亲，如果再加一件" : "亲，如果不用券";
    const text = `${start}，${found.after.explanation}`;
    store.dispatch({ type: "composed", text, quote: found.after });
  }

  return { suppose, takeSupposed };
}

/** A comparison with another price than the one on the page would mislead. */
function checked(found: WhatIf, quote: Quote): { found: WhatIf | null; trouble: string } {
  if (found.before.payable === quote.payable) return { found, trouble: "" };
  return { found: null, trouble: t("现在的条件不能这样比较，请在对话里问") };
}

function changesOf(what: Supposition, coupons: string[]) {
  if (what.kind === "more") return [{ kind: "add" as const, line: { sku: what.sku } }];
  return coupons.map((coupon) => ({ kind: "without_coupon" as const, coupon }));
}

function heldCoupons(store: SidebarStore): string[] {
  const held = store.get().understood?.held ?? [];
  return held.filter(({ kind }) => kind === "coupon").map(({ id }) => id);
}
