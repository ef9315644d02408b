import { useState } from "preact/hooks";
import type { Understood } from "../api/wire";
import { Conversation } from "./Conversation";
import type { SidebarState } from "./state";
import { intentWord } from "./words";

/** The latest question, what was understood of it, and the way to all of the conversation. */
export function Context({ state }: { state: SidebarState }) {
  const [open, setOpen] = useState(false);
  const { turns, understood } = state;
  const latest = turns.filter(({ role }) => role === "customer").pop();
  return (
    <section class="card context" aria-label="对话">
      <div class="row top">
        <p class="latest">买家：{latest?.text}</p>
        <button
          type="button"
          class="link"
          aria-expanded={open}
          aria-controls="conversation"
          onClick={() => setOpen(!open)}
        >
          {open ? "收起" : `全部 ${turns.length} 条`}
        </button>
      </div>
      {understood && <Chips understood={understood} />}
      <Conversation turns={turns} open={open} />
    </section>
  );
}

function Chips({ understood }: { understood: Understood }) {
  const { intent, products = [], coupons = [] } = understood;
  return (
    <ul class="facts" aria-label="识别到的内容">
      {intent && <li class="fact">{intentWord(intent)}</li>}
      {products.map(({ sku, title, quantity }) => (
        <li key={sku} class="fact product" title={`${title}（${sku}）`}>
          <span>{title}</span> × {quantity}
        </li>
      ))}
      {coupons.map((coupon) => (
        <li key={coupon} class="fact">
          券：{coupon}
        </li>
      ))}
    </ul>
  );
}
