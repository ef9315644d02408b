import { useStore } from "../shared/store";
import { Amendments } from "./Amendments";
import { Assist } from "./Assist";
import { Conversation } from "./Conversation";
import { Entrance } from "./Entrance";
import { t } from "./language";
import { Queue } from "./Queue";
import { ReplyField } from "./ReplyField";
import type { InboxSession } from "./session";
import { isOwn, openOf } from "./state";

/** Who waits, what they say, what one could answer: three columns, or one after the other. */
export function Inbox({ session }: { session: InboxSession }) {
  const state = useStore(session.store);
  if (!state.agent) return <Entrance onEnter={session.enter} />;
  const line = openOf(state);
  const own = isOwn(line, state.agent);
  return (
    <div class="inbox" data-open={line ? "yes" : "no"}>
      <header class="bar">
        <h1>{t("人工接待")}</h1>
        <span class="muted">{state.agent}</span>
        <span class="spring" />
        <span class={`pill ${state.connected === false ? "bad" : "good"}`} role="status">
          {state.connected === false
            ? t("连接中断，正在重连")
            : t("{n} 人在排队", { n: state.inbox?.waiting ?? 0 })}
        </span>
      </header>
      <nav class="queue" aria-label={t("会话")}>
        <Amendments state={state} session={session} />
        <Queue state={state} onOpen={session.open} />
      </nav>
      <main class="handled">
        {line ? (
          <Conversation key={line.conversation_id} line={line} state={state} session={session} />
        ) : (
          <p class="nothing">{t("选择一个会话：等得最久的在最前面。")}</p>
        )}
        <div class="replying">
          <p class="notice" role="status">
            {state.notice}
          </p>
          {own && line?.channel === "chat" && <ReplyField state={state} session={session} />}
        </div>
      </main>
      {line && own && line.channel === "chat" && (
        <aside class="assist" aria-label={t("回复建议")}>
          <Assist key={line.conversation_id} line={line} state={state} session={session} />
        </aside>
      )}
    </div>
  );
}
