import { useAutosize } from "../shared/autosize";
import { isComposing } from "../shared/composing";
import { Icon } from "../shared/icons";
import { t } from "./language";
import type { InboxSession } from "./session";
import type { InboxState } from "./state";

export const REPLY_ID = "reply";

/** Enter sends, Shift+Enter makes a line; an Enter of the input method's only picks a word. */
export function ReplyField({ state, session }: { state: InboxState; session: InboxSession }) {
  const area = useAutosize(state.typed);

  function onKeyDown(event: KeyboardEvent): void {
    const plain = !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (event.key !== "Enter" || !plain || isComposing(event)) return;
    event.preventDefault();
    void session.reply(state.typed);
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void session.reply(state.typed);
      }}
    >
      <textarea
        id={REPLY_ID}
        ref={area}
        rows={2}
        maxLength={4000}
        aria-label={t("回复顾客")}
        placeholder={t("回复顾客，回车发送")}
        value={state.typed}
        onInput={(event) => session.store.dispatch({ type: "typed", text: event.currentTarget.value })}
        onKeyDown={onKeyDown}
      />
      <button
        type="submit"
        class="icon-button primary"
        aria-label={t("发送")}
        disabled={!state.typed.trim()}
      >
        <Icon name="send" />
      </button>
    </form>
  );
}
