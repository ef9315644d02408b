import type { UnusedPromotion } from "../api/wire";
import { t } from "../shared/language";

/** 未使用的优惠: the customer will ask why, so the reason is at hand. */
export function UnusedPromotions({ unused }: { unused: UnusedPromotion[] }) {
  if (unused.length === 0) return null;
  return (
    <details class="unused">
      <summary>{t("未使用的优惠 {n} 项", { n: unused.length })}</summary>
      <ul class="plain">
        {unused.map(({ promotion_id, name, reason, missing }) => (
          <li key={promotion_id}>
            <b>{name}</b>：{reason}
            {missing && <span class="missing">{t("还差 ¥{missing}", { missing })}</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}
