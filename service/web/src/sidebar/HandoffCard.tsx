import type { Handoff } from "../api/wire";
import { Icon } from "../shared/icons";
import { t } from "../shared/language";
import type { Session } from "./session";
import type { Candidate } from "./state";

interface Props {
  handoff: Handoff;
  candidates: Candidate[];
  session: Session;
}

/** A person takes over: who, why, and what they need to know so that nobody is asked twice. */
export function HandoffCard({ handoff, candidates, session }: Props) {
  const { to, reason, summary, message } = handoff;
  const isSuggested = candidates.some(({ text }) => text === message);
  const copied = () => session.copyPlain([`转 ${to}：${reason}`, ...summary].join("\n"));
  return (
    <section class="card" aria-labelledby="handoff-title">
      <div class="banner busy">
        <Icon name="person" />
        <span>
          <b id="handoff-title">{t("已转 {to}", { to })}</b>
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
        <button type="button" class="button primary" onClick={() => void copied()}>
          {t("复制摘要")}
        </button>
        <button type="button" class="button" onClick={session.recall}>
          {t("撤回")}
        </button>
      </div>
    </section>
  );
}
