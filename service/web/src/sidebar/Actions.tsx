import { Icon } from "../shared/icons";
import { REJECTION_REASONS } from "./feedback";
import type { Session } from "./session";
import { isEdited, isRecorded, isUsable, type Candidate, type SidebarState } from "./state";
import { t } from "../shared/language";

interface Props {
  state: SidebarState;
  candidate: Candidate;
  session: Session;
}

/** Use the chosen reply, or say what it was worth. */
export function Actions({ state, candidate, session }: Props) {
  const usable = isUsable(state, candidate);
  return (
    <div class="use">
      <div class="actions">
        <Use state={state} candidate={candidate} session={session} />
        <button
          type="button"
          class="button"
          disabled={!usable}
          title="Alt+C"
          onClick={() => void session.copy()}
        >
          {t("复制")}
        </button>
        {state.can.send && (
          <button
            type="button"
            class="button"
            disabled={!usable}
            title="Ctrl+Shift+Enter"
            onClick={() => void session.sendNow()}
          >
            {t("发送")}
          </button>
        )}
        {isEdited(state, candidate) && (
          <button
            type="button"
            class="button"
            onClick={() => session.store.dispatch({ type: "restored", id: candidate.id })}
          >
            {t("还原")}
          </button>
        )}
        <span class="spring" />
        {!candidate.local && <Votes state={state} candidate={candidate} session={session} />}
      </div>
      {state.rejecting === candidate.id && <Reasons onPick={session.reject} />}
    </div>
  );
}

/** 插入 into the workbench's reply field; 采用 where the page stands alone. */
function Use({ state, candidate, session }: Props) {
  const adopted = !state.can.insert && state.adopted === candidate.id;
  const unfinished = state.phase === "streaming" ? t("校验中…") : t("未完成，不能采用");
  const ready = state.can.insert ? t("插入") : adopted ? t("已记入对话") : t("采用并记入对话");
  return (
    <button
      type="button"
      class="button primary"
      disabled={!isUsable(state, candidate) || adopted}
      title="Ctrl+Enter"
      onClick={() => void session.use()}
    >
      {candidate.final ? ready : unfinished}
    </button>
  );
}

function Votes({ state, candidate, session }: Props) {
  const vote = state.votes[candidate.id];
  return (
    <>
      <button
        type="button"
        class="icon-button"
        aria-label={t("有用")}
        title="Alt+↑"
        aria-pressed={vote === "liked"}
        disabled={!isRecorded(state)}
        onClick={session.like}
      >
        <Icon name="up" />
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label={t("没用，选择原因")}
        title="Alt+↓"
        aria-pressed={vote === "rejected"}
        aria-expanded={state.rejecting === candidate.id}
        disabled={!isRecorded(state)}
        onClick={session.askWhyRejected}
      >
        <Icon name="down" />
      </button>
    </>
  );
}

function Reasons({ onPick }: { onPick: (reason: string) => void }) {
  return (
    <ul class="chips" aria-label={t("没用的原因")}>
      {REJECTION_REASONS.map((reason) => (
        <li key={reason}>
          <button type="button" class="chip" onClick={() => onPick(reason)}>
            {t(reason)}
          </button>
        </li>
      ))}
    </ul>
  );
}
