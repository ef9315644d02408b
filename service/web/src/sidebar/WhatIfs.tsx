import type { Understood } from "../api/understood";
import type { Quote } from "../api/wire";
import { t } from "../shared/language";
import type { Session } from "./session";
import type { SidebarState } from "./state";

interface Props {
  quote: Quote;
  state: SidebarState;
  session: Session;
}

/** What the customer asks next: the same basket with one more, or without the coupons. */
export function WhatIfs({ quote, state: { understood, whatIf }, session }: Props) {
  const several = quote.lines.length > 1;
  return (
    <div class="what-ifs">
      <div class="chips" role="group" aria-label={t("假设")}>
        {quote.lines.map(({ sku, title }) => (
          <button
            key={sku}
            type="button"
            class="chip"
            aria-pressed={whatIf?.what.kind === "more" && whatIf.what.sku === sku}
            onClick={() => void session.suppose(quote, { kind: "more", sku })}
          >
            {several ? t("加一件 {title}", { title }) : t("加一件")}
          </button>
        ))}
        {holdsCoupon(understood) && (
          <button
            type="button"
            class="chip"
            aria-pressed={whatIf?.what.kind === "no_coupons"}
            onClick={() => void session.suppose(quote, { kind: "no_coupons" })}
          >
            {t("不用券")}
          </button>
        )}
      </div>
      <div role="status">{whatIf && <Answer whatIf={whatIf} session={session} />}</div>
    </div>
  );
}

function Answer({ whatIf, session }: { whatIf: NonNullable<SidebarState["whatIf"]>; session: Session }) {
  const { found, trouble, what } = whatIf;
  if (trouble) return <p class="attention">{trouble}</p>;
  if (!found) return <p class="muted">{t("正在算…")}</p>;
  return (
    <p class="supposed">
      <span>
        {t("到手合计")} <b class="amount">¥{found.after.payable}</b>{" "}
        <span class="muted">{t("{difference} 元", { difference: signed(found.difference) })}</span>
      </span>
      <button type="button" class="button small" onClick={() => session.takeSupposed(found, what)}>
        {t("用作回复")}
      </button>
    </p>
  );
}

const signed = (amount: string): string => (amount.startsWith("-") ? amount : `+${amount}`);

const holdsCoupon = (understood: Understood | null): boolean =>
  understood?.held?.some(({ kind }) => kind === "coupon") ?? false;
