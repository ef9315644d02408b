import { useState } from "preact/hooks";
import { minuteOf } from "../../shared/time";
import { t } from "../language";
import { linkTo } from "../route";
import type { Version, Versions as All } from "./api";
import type { Library } from "./useLibrary";
import { OUTCOME_WORDS, OUTCOMES } from "./words";

interface Props {
  library: Library;
  versions: All;
  onNotice: (told: string) => void;
}

/** The versions that are kept, which one is in use, and the way back. */
export function Versions({ library, versions: { versions, roll_back_to }, onNotice }: Props) {
  const [asking, setAsking] = useState(false);
  const before = versions.find(({ id }) => id === roll_back_to);

  async function rollBack(): Promise<void> {
    setAsking(false);
    const back = await library.act(library.api.rollBack);
    if (back) onNotice(t("已退回第 {n} 版。", { n: back.number }));
  }

  return (
    <section class="card" aria-label={t("版本")}>
      <h2>{t("版本")}</h2>
      <ol class="versions" aria-label={t("保留的版本")}>
        {versions.map((version) => (
          <li key={version.id} class={version.active ? "active" : undefined}>
            <a href={linkTo.version(version.id)}>{t("第 {n} 版", { n: version.number })}</a>
            {version.active && <span class="badge high">{t("使用中")}</span>}
            <small>
              {minuteOf(version.made_at)} · {t("{n} 条", { n: version.passages })}
            </small>
            <small>{countsOf(version)}</small>
          </li>
        ))}
      </ol>
      {before && !asking && (
        <button type="button" class="button" onClick={() => setAsking(true)}>
          {t("退回第 {n} 版", { n: before.number })}
        </button>
      )}
      {before && asking && (
        <div class="banner warn" role="group" aria-label={t("确认退回")}>
          <div>
            <p>{t("搜索和回复马上改用第 {n} 版，确定吗？", { n: before.number })}</p>
            <div class="row">
              <button type="button" class="button primary" onClick={rollBack} ref={focused}>
                {t("确定退回")}
              </button>
              <button type="button" class="button" onClick={() => setAsking(false)}>
                {t("取消")}
              </button>
            </div>
          </div>
        </div>
      )}
    </section>
  );
}

function countsOf({ outcomes, removed, conflicts }: Version): string {
  const counts: string[] = OUTCOMES.filter((outcome) => outcomes[outcome]).map(
    (outcome) => `${OUTCOME_WORDS[outcome]} ${outcomes[outcome]}`,
  );
  if (removed) counts.push(t("移除 {n}", { n: removed }));
  if (conflicts) counts.push(t("矛盾 {n}", { n: conflicts }));
  return counts.join(" · ");
}

const focused = (button: HTMLButtonElement | null): void => button?.focus();
