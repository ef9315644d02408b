import type { Payment } from "../api/wire";
import { spanOf } from "../shared/time";
import { PAYMENTS } from "./words";
import { t } from "../shared/language";

/** What to pay when. */
export function PaymentSchedule({ payments }: { payments: Payment[] }) {
  if (payments.length === 0) return null;
  return (
    <>
      <h3>{t("付款时间")}</h3>
      <ul class="plain schedule">
        {payments.map(({ what, amount, from, to }, position) => (
          <li key={position}>
            {PAYMENTS[what]} <b>¥{amount}</b>
            {(from || to) && <span class="muted when">{spanOf(from, to)}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}
