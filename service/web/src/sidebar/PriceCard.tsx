import type { Quote } from "../api/wire";
import { Icon } from "../shared/icons";
import { hasDeposit } from "./deposit";
import { PaymentSchedule } from "./PaymentSchedule";
import { PriceSteps } from "./PriceSteps";
import { UnusedPromotions } from "./UnusedPromotions";

interface Props {
  quote: Quote;
  open: boolean;
  onToggle: () => void;
}

/** 价格拆解: every figure as the rule engine gave it; the page never computes one. */
export function PriceCard({ quote, open, onToggle }: Props) {
  return (
    <section class="card price" aria-labelledby="price-title">
      <div class="row">
        <h2 id="price-title">价格拆解</h2>
        <span class="badge high">
          <Icon name="check" />
          规则引擎已核对
        </span>
        <span class="spring" />
        <button
          type="button"
          class="link"
          aria-expanded={open}
          aria-controls="price-detail"
          title="Alt+P"
          onClick={onToggle}
        >
          {open ? "收起" : "展开"}
        </button>
      </div>
      {!open && <OneLine quote={quote} />}
      <div id="price-detail" hidden={!open}>
        <Notes lines={quote.warnings} class="banner warn" />
        <PriceSteps quote={quote} />
        <PaymentSchedule payments={quote.schedule} />
        <Notes lines={quote.assumptions} class="muted" title="按以下条件计算" />
        <UnusedPromotions unused={quote.unused} />
        {quote.disclaimer && <p class="muted">{quote.disclaimer}</p>}
      </div>
    </section>
  );
}

function OneLine({ quote }: { quote: Quote }) {
  return (
    <p class="one-line">
      到手合计 <b>¥{quote.payable}</b>
      {hasDeposit(quote) && (
        <>
          {" "}
          · 尾款 <b class="amount">¥{quote.final_payment}</b>
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
