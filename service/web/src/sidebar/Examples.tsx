import { t } from "../shared/language";

/** What a buyer would write, and so Chinese in any language. */
const EXAMPLES = [
  "定金100抵200的那款空调，两台到手多少钱，尾款什么时候付？",
  "噪音大不大",
  "你们是不是全网最低价",
  "我要投诉",
];

/** What to try while the conversation is empty. */
export function Examples({ onPick }: { onPick: (text: string) => void }) {
  return (
    <section class="card" aria-labelledby="examples-title">
      <h2 id="examples-title">{t("粘贴或输入买家消息，这里给出建议回复")}</h2>
      <p class="muted">{t("价格由规则引擎逐步算出，依据可以点开。先试试：")}</p>
      <ul class="chips">
        {EXAMPLES.map((text) => (
          <li key={text}>
            <button type="button" class="chip" onClick={() => onPick(text)}>
              {text}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
