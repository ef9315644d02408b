import { Icon } from "../shared/icons";
import { REJECTION_REASONS } from "./feedback";
import type { Session } from "./session";
import { isRecorded, isUsable, type Candidate, type SidebarState } from "./state";

interface Props {
  state: SidebarState;
  candidate: Candidate;
  session: Session;
}

/** Use the chosen reply, or say what it was worth. */
export function Actions({ state, candidate, session }: Props) {
  const usable = isUsable(state, candidate);
  const adopted = state.adopted === candidate.id;
  const unfinished = state.phase === "streaming" ? "校验中…" : "未完成，不能采用";
  return (
    <div class="use">
      <div class="actions">
        <button
          type="button"
          class="button primary"
          disabled={!usable || adopted}
          title="Ctrl+Enter"
          onClick={session.adopt}
        >
          {adopted ? "已记入对话" : candidate.final ? "采用并记入对话" : unfinished}
        </button>
        <button
          type="button"
          class="button"
          disabled={!usable}
          title="Alt+C"
          onClick={session.copy}
        >
          复制
        </button>
        <span class="spring" />
        {!candidate.local && <Votes state={state} candidate={candidate} session={session} />}
      </div>
      {state.rejecting === candidate.id && <Reasons onPick={session.reject} />}
    </div>
  );
}

function Votes({ state, candidate, session }: Props) {
  const vote = state.votes[candidate.id];
  return (
    <>
      <button
        type="button"
        class="icon-button"
        aria-label="有用"
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
        aria-label="没用，选择原因"
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
    <ul class="chips" aria-label="没用的原因">
      {REJECTION_REASONS.map((reason) => (
        <li key={reason}>
          <button type="button" class="chip" onClick={() => onPick(reason)}>
            {reason}
          </button>
        </li>
      ))}
    </ul>
  );
}
