import type { Citation } from "../api/wire";
import { isWithin, spanOf } from "../shared/time";
import { t } from "../shared/language";

interface Props {
  citations: Citation[];
  clockOffset: number;
}

/** 依据: where each statement comes from, and until when that holds. */
export function Sources({ citations, clockOffset }: Props) {
  if (citations.length === 0) return null;
  const now = Date.now() + clockOffset;
  const expired = citations.filter(
    ({ valid_from, valid_to }) => !isWithin(valid_from, valid_to, now),
  );
  return (
    <details class="sources">
      <summary>
        {t("依据 {n} 条", { n: citations.length })}
        <span class={expired.length ? "attention" : "muted"}>
          {expired.length ? t(" · {n} 条不在有效期", { n: expired.length }) : t(" · 均在有效期")}
        </span>
      </summary>
      <ol>
        {citations.map((citation, position) => (
          <li key={position}>
            <b>{whereOf(citation)}</b>
            <p class="snippet">{citation.snippet}</p>
            <p class="muted">
              {t("有效期：{span}", { span: spanOf(citation.valid_from, citation.valid_to) })}
              {citation.version && t(" · 版本 {version}", { version: citation.version })}
            </p>
          </li>
        ))}
      </ol>
    </details>
  );
}

/** Document and place; a place that begins with its document is enough by itself. */
function whereOf({ document, place }: Citation): string {
  return place.startsWith(document) ? place : [document, place].filter(Boolean).join(" · ");
}
