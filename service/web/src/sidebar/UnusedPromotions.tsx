import type { UnusedPromotion } from "../api/wire";

/** 未使用的优惠: the customer will ask why, so the reason is at hand. */
export function UnusedPromotions({ unused }: { unused: UnusedPromotion[] }) {
  if (unused.length === 0) return null;
  return (
    <details class="unused">
      <summary>未使用的优惠 {unused.length} 项</summary>
      <ul class="plain">
        {unused.map(({ promotion_id, name, reason, missing }) => (
          <li key={promotion_id}>
            <b>{name}</b>：{reason}
            {missing && <span class="missing">还差 ¥{missing}</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}
