import type { CustomerPrice } from "../api/chat";
import { t } from "./language";
import { spanOf } from "./times";

type Payment = CustomerPrice["payments"][number];

/** What it costs in the end, which savings are in it, and what to pay when; no figure is computed here. */
export function PriceCard({ price }: { price: CustomerPrice }) {
  return (
    <section class="price" aria-label={t("价格")}>
      <div class="payable">
        <span>{t("到手价")}</span>
        <b>¥{price.payable}</b>
        {isSome(price.saving) && <span class="saved">{t("已省 ¥{saving}", { saving: price.saving })}</span>}
      </div>
      <ul class="items">
        {price.items.map(({ title, quantity, amount }) => (
          <li key={title}>
            <span>
              {title} × {quantity}
            </span>
            <span>¥{amount}</span>
          </li>
        ))}
      </ul>
      {(price.steps.length > 0 || price.gifts.length > 0) && <Savings price={price} />}
      {price.payments.length > 0 && (
        <ul class="payments">
          {price.payments.map((payment) => (
            <PaymentLine key={payment.what} payment={payment} />
          ))}
        </ul>
      )}
      <Conditions price={price} />
    </section>
  );
}

/** 优惠明细, each as a coupon. */
function Savings({ price }: { price: CustomerPrice }) {
  return (
    <>
      <p class="before">
        {t("原价 ¥{list}", { list: price.list_price })}
        {isSome(price.freight) && ` · ${t("含运费 ¥{freight}", { freight: price.freight })}`}
      </p>
      <ul class="coupons" aria-label={t("优惠明细")}>
        {price.steps.map(({ name, saving }) => (
          <li key={name}>
            <b>-¥{saving}</b>
            <span>{name}</span>
          </li>
        ))}
        {price.gifts.map((gift) => (
          <li key={gift}>
            <b>{t("赠")}</b>
            <span>{gift}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function PaymentLine({ payment: { what, amount, from, to } }: { payment: Payment }) {
  const named = { deposit: t("定金"), final_payment: t("尾款"), full: t("付款") }[what];
  return (
    <li>
      <span>{named}</span>
      <b>¥{amount}</b>
      {(from || to) && <small>{spanOf(from, to)}</small>}
    </li>
  );
}

function Conditions({ price: { conditions, disclaimer } }: { price: CustomerPrice }) {
  return (
    <div class="conditions">
      {conditions.map((condition) => (
        <p key={condition}>{condition}</p>
      ))}
      <p>{disclaimer}</p>
    </div>
  );
}

const isSome = (amount: string): boolean => /[1-9]/.test(amount);
