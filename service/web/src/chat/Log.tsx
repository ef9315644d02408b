import { useRef } from "preact/hooks";
import { useFollowing } from "../shared/useFollowing";
import { t } from "./language";
import { Message } from "./Message";
import type { ChatSession } from "./session";
import { statusOf, type ChatState } from "./state";

/** What was said; a screen reader is told what comes. */
export function Log({ state, session }: { state: ChatState; session: ChatSession }) {
  const { lines, dropped, pending, shop } = state;
  const log = useRef<HTMLDivElement>(null);
  const last = lines[lines.length - 1];
  const own = last?.kind === "message" && last.role === "customer";
  useFollowing(log, [last?.id, pending > 0, statusOf(state), state.leaving], own);
  return (
    <div class="log" role="log" aria-label={t("对话")} tabIndex={0} ref={log}>
      {dropped > 0 && <p class="line">{t("更早的 {n} 条已收起", { n: dropped })}</p>}
      {shop && dropped === 0 && <Greeting state={state} />}
      {lines.map((line) =>
        line.kind === "notice" ? (
          <p key={line.id} class="line">
            {line.text}
          </p>
        ) : (
          <Message
            key={line.id}
            message={line}
            vote={state.votes[line.id] ?? null}
            session={session}
          />
        ),
      )}
      {pending > 0 && statusOf(state) !== "human" && (
        <p class="line typing" aria-hidden="true">
          <i />
          <i />
          <i />
        </p>
      )}
    </div>
  );
}

function Greeting({ state: { shop } }: { state: ChatState }) {
  if (!shop) return null;
  return (
    <>
      {shop.demo && (
        <p class="line">
          {t("演示时间 {now} · 示例店铺", { now: shop.now.slice(0, 16).replace("T", " ") })}
        </p>
      )}
      <div class="message bot">
        <p class="text">
          {t("{greeting}，我是智能客服（AI），商品、活动价、发货和售后都可以问我~", {
            greeting: shop.greeting,
          })}
        </p>
        <p class="small">
          {t("人工客服 {from}–{to} 在线，随时可以转人工。", { from: shop.opens, to: shop.closes })}
        </p>
      </div>
    </>
  );
}
