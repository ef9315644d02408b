import { minuteOf } from "../../shared/time";
import { t } from "../language";
import type { Change } from "./api";

/** Which version was put in place of which, when, and by whom. */
export function Changes({ changes }: { changes: readonly Change[] }) {
  if (changes.length === 0) return null;
  return (
    <section class="card" aria-label={t("变更记录")}>
      <h2>{t("变更记录")}</h2>
      <ol class="changes">
        {changes.map(({ at, before, now, by }) => (
          <li key={`${at} ${before} ${now}`}>
            <span>
              {now < before
                ? t("第 {before} 版退回第 {now} 版", { before, now })
                : t("第 {now} 版生效", { now })}
            </span>
            <small>
              {minuteOf(at)} · {by || t("没有署名")}
            </small>
          </li>
        ))}
      </ol>
    </section>
  );
}
