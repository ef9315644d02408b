import { Icon } from "../shared/icons";
import { t } from "../shared/language";
import type { Session } from "./session";
import type { SidebarState } from "./state";

interface Props {
  state: SidebarState;
  session: Session;
  beside: boolean;
}

/** Nothing to stand by: what is missing, and three ways on. */
export function NoAnswer({ state, session, beside }: Props) {
  const question = state.understood?.question;
  return (
    <section class="card" aria-labelledby="no-answer-title">
      <div class="banner warn">
        <Icon name="info" />
        <span>
          <b id="no-answer-title">{t("没有可靠答案，不猜")}</b>
          <br />
          {state.handoff?.reason ||
            (question
              ? t("知识库里没有「{question}」的有效条目。", { question })
              : t("知识库里没有这个问题的有效条目。"))}
        </span>
      </div>
      <div class="actions">
        {!beside && (
          <button type="button" class="button primary" onClick={() => void session.transfer()}>
            {t("转专员")}
          </button>
        )}
        <button type="button" class="button" onClick={session.draftKnowledge}>
          {t("新建知识")}
        </button>
        <button type="button" class="button" onClick={session.soothe}>
          {t("先安抚")}
        </button>
      </div>
    </section>
  );
}
