import { Icon } from "../shared/icons";
import { t } from "../shared/language";
import type { Session } from "./session";
import { isRecorded, type Candidate, type SidebarState } from "./state";

interface Props {
  state: SidebarState;
  candidate: Candidate;
  session: Session;
}

/** The guard withheld the draft: reason and rule, no word of it, and three ways on. */
export function Blocked({ state, candidate, session }: Props) {
  const appealed = state.votes[candidate.id] === "appealed";
  return (
    <>
      <div class="banner bad">
        <Icon name="blocked" />
        <div>
          <b>{t("草稿已拦截，未展示。")}</b>
          <ul aria-label={t("风险提示")}>
            {candidate.flags.map(({ code, span, message, rule }, position) => (
              <li key={position}>
                {span && `「${span}」`}
                {message} <small>{t("命中 {rule}", { rule: rule || code })}</small>
              </li>
            ))}
          </ul>
        </div>
      </div>
      <div class="actions">
        <button type="button" class="button primary" onClick={session.ask}>
          {t("换个说法")}
        </button>
        <button type="button" class="button" onClick={() => void session.takeScript()}>
          {t("合规话术")}
        </button>
        <button
          type="button"
          class="button"
          disabled={appealed || !isRecorded(state)}
          onClick={session.appeal}
        >
          {appealed ? t("已申诉") : t("申诉误拦")}
        </button>
      </div>
    </>
  );
}
