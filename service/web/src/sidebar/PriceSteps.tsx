import type { Quote, QuoteStep } from "../api/wire";
import { hasDeposit } from "./deposit";
import { t } from "../shared/language";

/** From the list price, step by step, to what is paid. */
export function PriceSteps({ quote }: { quote: Quote }) {
  return (
    <table class="steps">
      <caption class="visually-hidden">{t("价格计算步骤")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("步骤")}</th>
          <th scope="col">{t("优惠")}</th>
          <th scope="col">{t("小计")}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">
            {t("标价")}
            {quote.lines.map((line) => (
              <small key={line.sku}>
                {line.title} × {line.quantity}
              </small>
            ))}
          </th>
          <td />
          <td>{quote.list_price}</td>
        </tr>
        {quote.steps.map((step) => (
          <Step key={step.promotion_id} step={step} />
        ))}
      </tbody>
      <Totals quote={quote} />
    </table>
  );
}

function Step({ step }: { step: QuoteStep }) {
  return (
    <tr>
      <th scope="row" title={step.source}>
        {step.name}
        {step.detail && <small>{step.detail}</small>}
      </th>
      <td>-{step.saving}</td>
      <td>{step.subtotal}</td>
    </tr>
  );
}

function Totals({ quote }: { quote: Quote }) {
  const split = hasDeposit(quote);
  return (
    <tfoot>
      <Total label={t("到手合计")} amount={quote.payable} large={!split} />
      {split && <Total label={t("定金")} amount={quote.deposit} />}
      {split && <Total label={t("尾款")} amount={quote.final_payment} large />}
    </tfoot>
  );
}

function Total({
  label,
  amount,
  large = false,
}: {
  label: string;
  amount: string;
  large?: boolean;
}) {
  return (
    <tr class={large ? "total large" : "total"}>
      <th scope="row">{label}</th>
      <td colSpan={2}>
        <span class="amount">¥{amount}</span>
      </td>
    </tr>
  );
}
