import { useRef } from "preact/hooks";
import type { ChatMessage, ChatVote } from "../api/chat";
import { useFollowing } from "../shared/useFollowing";
import { t } from "./language";

interface Props {
  messages: ChatMessage[];
  votes: Record<string, ChatVote>;
  /** The field to reply in is there below. */
  own: boolean;
}

/** All that was said, scrolled to the newest. */
export function Messages({ messages, votes, own }: Props) {
  const log = useRef<HTMLDivElement>(null);
  useFollowing(log, [messages[messages.length - 1]?.id, own], true);
  return (
    <div class="said" role="log" aria-label={t("对话")} tabIndex={0} ref={log}>
      {messages.map((message) => (
        <div key={message.id} class={`turn ${message.role}`}>
          <span class="speaker">
            {speakerOf(message)} {message.at.slice(11, 16)}
            {votes[message.id] === "down" && ` · ${t("顾客点了没帮助")}`}
          </span>
          <p>{message.text}</p>
        </div>
      ))}
    </div>
  );
}

function speakerOf({ role, agent }: ChatMessage): string {
  if (role === "customer") return t("顾客");
  return role === "bot" ? t("机器人") : (agent ?? t("客服"));
}
