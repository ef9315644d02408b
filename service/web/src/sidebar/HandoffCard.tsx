import type { Handoff } from "../api/wire";
import { Icon } from "../shared/icons";
import { t } from "../shared/language";
import type { Session } from "./session";
import type { Candidate } from "./state";

interface Props {
  handoff: Handoff;
  /** It waits in the queue of the inbox. */
  transferred: boolean;
  candidates: Candidate[];
  session: Session;
}

/** A person takes over: who, why, and what they need to know so that nobody is asked twice. */
export function HandoffCard({ handoff, transferred, candidates, session }: Props) {
  const { to, reason, summary, message } = handoff;
  const isSuggested = candidates.some(({ text }) => text === message);
  const copied = () => session.copyPlain([`转 ${to}：${reason}`, ...summary].join("\n"));
  return (
    <section class="card" aria-labelledby="handoff-title">
      <div class="banner busy">
        <Icon name="person" />
        <span>
          <b id="handoff-title">{transferred ? t("已转 {to}", { to }) : t("该转 {to}", { to })}</b>
          <br />
          {reason}
        </span>
      </div>
      {summary.length > 0 && (
        <>
          <h2>{t("交接摘要")}</h2>
          <ul class="plain">
            {summary.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      )}
      {message && !isSuggested && (
        <>
          <h2>{t("给买家的话")}</h2>
          <p class="message">{message}</p>
        </>
      )}
      <div class="actions">
        {!transferred && (
          <button type="button" class="button primary" onClick={() => void session.transfer()}>
            {t("转专员")}
          </button>
        )}
        <button type="button" class="button" onClick={() => void copied()}>
          {t("复制摘要")}
        </button>
        <button type="button" class="button" onClick={() => void session.recall()}>
          {transferred ? t("撤回") : t("不转")}
        </button>
      </div>
    </section>
  );
}
