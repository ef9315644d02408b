import { t } from "./language";
import type { ChatSession } from "./session";
import { hasPerson, statusOf, type ChatState } from "./state";

/** 转人工 first, then what is asked most. */
export function Chips({ state, session }: { state: ChatState; session: ChatSession }) {
  if (!state.shop || statusOf(state) === "human") return null;
  return (
    <ul class="chips" aria-label={t("快捷问题")}>
      <li>
        <button
          type="button"
          class="chip person"
          disabled={hasPerson(state)}
          onClick={session.askForPerson}
        >
          {t("转人工")}
        </button>
      </li>
      {state.shop.questions.map((question) => (
        <li key={question}>
          <button type="button" class="chip" onClick={() => session.say(question)}>
            {question}
          </button>
        </li>
      ))}
    </ul>
  );
}
