import { useEffect } from "preact/hooks";
import { Icon } from "../shared/icons";
import { Actions } from "./Actions";
import { Blocked } from "./Blocked";
import { Draft } from "./Draft";
import type { Session } from "./session";
import { Sources } from "./Sources";
import { awaitsReply, isBlocked, selectedOf, type SidebarState } from "./state";
import { SuggestionTabs } from "./SuggestionTabs";
import { CONFIDENCE } from "./words";
import { t } from "../shared/language";

/** The candidates as tabs; the chosen one to edit, check and use. */
export function Suggestions({ state, session }: { state: SidebarState; session: Session }) {
  const candidate = selectedOf(state);
  const streaming = state.phase === "streaming";
  useEffect(() => {
    if (candidate) session.displayed(candidate);
  }, [candidate?.id, candidate?.final]);

  if (!candidate) return streaming ? <Waiting /> : null;
  return (
    <section class="card suggestions" aria-label={t("建议回复")} aria-busy={streaming}>
      <div class="row">
        <SuggestionTabs state={state} onSelect={session.select} />
        {candidate.confidence && !isBlocked(candidate) && (
          <span class={`badge ${candidate.confidence}`}>{CONFIDENCE[candidate.confidence]}</span>
        )}
        <span class="spring" />
        <StopOrRedo streaming={streaming} idle={!awaitsReply(state)} session={session} />
      </div>
      <div role="tabpanel" id="suggestion" aria-labelledby={`tab-${candidate.id}`}>
        {isBlocked(candidate) ? (
          <Blocked state={state} candidate={candidate} session={session} />
        ) : (
          <>
            <Draft state={state} candidate={candidate} store={session.store} />
            <Sources citations={candidate.citations} clockOffset={state.clockOffset} />
            <Actions state={state} candidate={candidate} session={session} />
          </>
        )}
      </div>
    </section>
  );
}

function StopOrRedo({
  streaming,
  idle,
  session,
}: {
  streaming: boolean;
  idle: boolean;
  session: Session;
}) {
  if (streaming) {
    return (
      <button
        type="button"
        class="icon-button"
        aria-label={t("停止生成")}
        title="Esc"
        onClick={session.stop}
      >
        <Icon name="stop" />
      </button>
    );
  }
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={t("重新生成")}
      title="Alt+R"
      disabled={idle}
      onClick={session.ask}
    >
      <Icon name="redo" />
    </button>
  );
}

function Waiting() {
  return (
    <section class="card" aria-label={t("建议回复")} aria-busy="true">
      <p class="waiting">{t("正在查规则和话术…")}</p>
    </section>
  );
}
