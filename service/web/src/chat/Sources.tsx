import type { ChatSource } from "../api/chat";
import { t } from "./language";
import { spanOf } from "./times";

/** 依据: where it stands, and until when that holds. */
export function Sources({ sources }: { sources: ChatSource[] }) {
  const [first] = sources;
  if (!first) return null;
  return (
    <details class="sources">
      <summary>
        {sources.length === 1
          ? t("依据：{title}", { title: first.title })
          : t("依据：{title} 等 {n} 处", { title: first.title, n: sources.length })}
      </summary>
      <ul>
        {sources.map(({ title, place, valid_from, valid_to }) => (
          <li key={`${title} ${place}`}>
            {[title, place].filter(Boolean).join(" · ")}
            {(valid_from || valid_to) && <span class="span">{spanOf(valid_from, valid_to)}</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}
