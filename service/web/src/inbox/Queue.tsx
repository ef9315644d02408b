import type { Queued } from "../api/inbox";
import { t } from "./language";
import { isOwn, type InboxState } from "./state";
import { Waited } from "./Waited";
import { nameOf, statusWord } from "./words";

interface Props {
  state: InboxState;
  onOpen: (id: string) => void;
}

/** One's own conversations, then those that wait, longest first. */
export function Queue({ state, onOpen }: Props) {
  const lines = state.inbox?.conversations ?? [];
  const own = lines.filter((line) => isOwn(line, state.agent));
  const others = lines.filter((line) => !own.includes(line));
  return (
    <>
      <Section title={t("我接待的 {n}", { n: own.length })} lines={own} state={state} onOpen={onOpen} />
      <Section title={t("排队 {n}", { n: others.length })} lines={others} state={state} onOpen={onOpen} />
      {state.inbox && lines.length === 0 && <p class="nothing">{t("现在没有人等待。")}</p>}
    </>
  );
}

function Section({ title, lines, state, onOpen }: Props & { title: string; lines: Queued[] }) {
  if (lines.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {lines.map((line) => (
          <li key={line.conversation_id}>
            <button
              type="button"
              class="waiting-line"
              aria-current={line.conversation_id === state.open ? "true" : undefined}
              onClick={() => onOpen(line.conversation_id)}
            >
              <span class="row">
                <b class="customer">{nameOf(line)}</b>
                <span class="spring" />
                <span class={`badge ${line.status}`}>{statusWord(line)}</span>
                {line.status === "waiting" && <Waited line={line} at={state.at} />}
              </span>
              <span class="why">{line.reason || line.group}</span>
              <span class="last">{line.last_text}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
