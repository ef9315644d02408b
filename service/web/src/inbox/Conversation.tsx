import type { Queued } from "../api/inbox";
import { Icon } from "../shared/icons";
import { t } from "./language";
import { Messages } from "./Messages";
import type { InboxSession } from "./session";
import { isOwn, type InboxState } from "./state";
import { nameOf } from "./words";

interface Props {
  line: Queued;
  state: InboxState;
  session: InboxSession;
}

/** One conversation: who it is, why it came, what was said. */
export function Conversation({ line, state, session }: Props) {
  const own = isOwn(line, state.agent);
  const chat = line.channel === "chat";
  return (
    <>
      <div class="about row">
        <button
          type="button"
          class="icon-button back"
          aria-label={t("返回列表")}
          onClick={() => session.open(null)}
        >
          <Icon name="back" />
        </button>
        <h2>{nameOf(line)}</h2>
        {line.order && <span class="muted">{t("订单 {order}", { order: line.order })}</span>}
        <span class="spring" />
        {own ? (
          <>
            <button type="button" class="button" onClick={() => void session.giveBack()}>
              {t("交还机器人")}
            </button>
            <button type="button" class="button" onClick={() => void session.close()}>
              {t("结束")}
            </button>
          </>
        ) : (
          <button type="button" class="button primary" onClick={() => void session.take()}>
            {t("接待")}
          </button>
        )}
      </div>
      <Summary line={line} />
      {chat ? (
        <Messages messages={state.messages} votes={state.votes} own={own} />
      ) : (
        <p class="nothing">{t("这个会话在工作台里，请在那里回复顾客。")}</p>
      )}
    </>
  );
}

/** Where the suggestions stand below the conversation, there is none for a summary that is open. */
const roomy = (): boolean => !window.matchMedia("(max-width: 1080px)").matches;

/** 交接摘要: nobody asks the customer twice. */
function Summary({ line }: { line: Queued }) {
  return (
    <details class="summary" open={roomy()}>
      <summary>
        <b>{line.group}</b> {line.reason}
      </summary>
      <ul class="plain">
        {line.summary.map((told) => (
          <li key={told}>{told}</li>
        ))}
      </ul>
    </details>
  );
}
