import type { Understood } from "../api/understood";
import type { Turn } from "../api/wire";
import { factsOf } from "./factsOf";
import { t } from "../shared/language";

/** What was understood, as chips; a title tells the message it came from. */
export function Facts({ understood, turns }: { understood: Understood; turns: Turn[] }) {
  return (
    <ul class="facts" aria-label={t("识别到的内容")}>
      {factsOf(understood, turns).map(({ text, count, mark, tone, title }, position) => (
        <li key={position} class={`fact ${tone}`} title={title}>
          <span>{text}</span>
          {count && <b>{count}</b>}
          {mark && <small>{mark}</small>}
        </li>
      ))}
    </ul>
  );
}
