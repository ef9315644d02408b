import { Icon } from "../shared/icons";
import type { ChatVote } from "../api/chat";
import { t } from "./language";
import { PriceCard } from "./PriceCard";
import type { ChatSession } from "./session";
import { Sources } from "./Sources";
import type { Said } from "./state";
import { clockOf } from "./times";

interface Props {
  message: Said;
  vote: ChatVote | null;
  session: ChatSession;
}

/** One message; whatever it says is text. */
export function Message({ message, vote, session }: Props) {
  const { role, text, at, agent, price, sources = [], sending, id, votable } = message;
  return (
    <div class={`message ${role}`} data-sending={sending}>
      <span class="visually-hidden">{speakerOf(message)}</span>
      {role === "agent" && <p class="name" aria-hidden="true">{agent}</p>}
      <p class="text">{text}</p>
      {price && <PriceCard price={price} />}
      {sources.length > 0 && <Sources sources={sources} />}
      <p class="small">
        <time>{clockOf(at)}</time>
        {sending === "sending" && <span> · {t("发送中")}</span>}
        {sending === "failed" && (
          <>
            <span class="failed"> · {t("没有送达")}</span>
            <button type="button" class="link" onClick={() => session.resend(id)}>
              {t("重发")}
            </button>
          </>
        )}
        {votable && <Votes id={id} vote={vote} session={session} />}
      </p>
    </div>
  );
}

function speakerOf({ role, agent }: Said): string {
  if (role === "customer") return t("我说：");
  return role === "bot" ? t("智能客服说：") : t("{agent} 说：", { agent: agent ?? "" });
}

function Votes({ id, vote, session }: { id: string; vote: ChatVote | null; session: ChatSession }) {
  return (
    <span class="votes" role="group" aria-label={t("这条回答有帮助吗")}>
      <button
        type="button"
        class="icon-button"
        aria-label={t("有帮助")}
        aria-pressed={vote === "up"}
        onClick={() => void session.vote(id, "up")}
      >
        <Icon name="up" />
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label={t("没帮助，转人工")}
        aria-pressed={vote === "down"}
        onClick={() => void session.vote(id, "down")}
      >
        <Icon name="down" />
      </button>
    </span>
  );
}
