import type { Quote } from "../api/wire";
import { Icon } from "../shared/icons";
import { hasDeposit } from "./deposit";
import { PaymentSchedule } from "./PaymentSchedule";
import { PriceSteps } from "./PriceSteps";
import type { Session } from "./session";
import type { SidebarState } from "./state";
import { UnusedPromotions } from "./UnusedPromotions";
import { WhatIfs } from "./WhatIfs";
import { t } from "../shared/language";

interface Props {
  quote: Quote;
  state: SidebarState;
  session: Session;
}

/** 价格拆解: every figure as the rule engine gave it; the page never computes one. */
export function PriceCard({ quote, state, session }: Props) {
  const open = state.priceOpen;
  return (
    <section class="card price" aria-labelledby="price-title">
      <div class="row">
        <h2 id="price-title">{t("价格拆解")}</h2>
        <span class="badge high">
          <Icon name="check" />
          {t("规则引擎已核对")}
        </span>
        <span class="spring" />
        <button
          type="button"
          class="link"
          aria-expanded={open}
          aria-controls="price-detail"
          title="Alt+P"
          onClick={() => session.store.dispatch({ type: "priceToggled" })}
        >
          {open ? t("收起") : t("展开")}
        </button>
      </div>
      {!open && <OneLine quote={quote} />}
      <div id="price-detail" hidden={!open}>
        <WhatIfs quote={quote} state={state} session={session} />
        <Notes lines={quote.warnings} class="banner warn" />
        <PriceSteps quote={quote} />
        <PaymentSchedule payments={quote.schedule} />
        <Notes lines={quote.assumptions} class="muted" title={t("按以下条件计算")} />
        <UnusedPromotions unused={quote.unused} />
        {quote.disclaimer && <p class="muted">{quote.disclaimer}</p>}
      </div>
    </section>
  );
}

function OneLine({ quote }: { quote: Quote }) {
  return (
    <p class="one-line">
      {t("到手合计")} <b>¥{quote.payable}</b>
      {hasDeposit(quote) && (
        <>
          {" "}
          · {t("尾款")} <b class="amount">¥{quote.final_payment}</b>
        </>
      )}
    </p>
  );
}

function Notes({ lines, class: look, title }: { lines: string[]; class: string; title?: string }) {
  if (lines.length === 0) return null;
  return (
    <div class={look}>
      {title && <h3>{title}</h3>}
      <ul class="plain">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}
