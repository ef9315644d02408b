import type { Amendment } from "../api/amendments";
import { t } from "./language";
import type { InboxSession } from "./session";
import type { InboxState } from "./state";

/** Customers who were told a price by rules that have changed since: what to tell them now. */
export function Amendments({ state, session }: { state: InboxState; session: InboxSession }) {
  const found = state.inbox?.amendments ?? [];
  if (found.length === 0) return null;
  const title = t("规则变了，{n} 位顾客报过旧价", { n: found.length });
  return (
    <section class="amendments" aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {found.map((one) => (
          <Line key={one.id} one={one} session={session} />
        ))}
      </ul>
    </section>
  );
}

function Line({ one, session }: { one: Amendment; session: InboxSession }) {
  return (
    <li class="amendment">
      <span class="row">
        <b>{one.goods}</b>
        <span class="spring" />
        <span>
          <s>{t("{n}元", { n: one.told })}</s> {one.holds ? t("{n}元", { n: one.holds }) : t("不能保证")}
        </span>
      </span>
      <p class="why">{one.text}</p>
      <span class="row">
        <button type="button" class="button primary" onClick={() => void session.copyAmendment(one)}>
          {t("复制更正")}
        </button>
        <button type="button" class="button" onClick={() => void session.settle(one.id, "sent")}>
          {t("已告知")}
        </button>
        <button type="button" class="button" onClick={() => void session.settle(one.id, "dropped")}>
          {t("不用说")}
        </button>
      </span>
    </li>
  );
}
