import { Icon } from "../shared/icons";
import { t } from "./language";
import { LeaveMessage } from "./LeaveMessage";
import type { ChatSession } from "./session";
import { statusOf, type ChatState } from "./state";
import { dayOf } from "./times";

/** While a person is on the way: how long it takes, and what else one can do. */
export function HandoffCard({ state, session }: { state: ChatState; session: ChatSession }) {
  if (!["waiting", "left"].includes(statusOf(state))) return null;
  const waits = statusOf(state) === "waiting";
  const leaving = (open: boolean) => session.store.dispatch({ type: "leaving", open });
  return (
    <section class="handoff" aria-labelledby="handoff-title">
      <h2 id="handoff-title">
        <Icon name="person" />
        {waits ? titleOf(state) : t("已收到您的留言")}
      </h2>
      <p role="status">{waits ? placeOf(state) : afterwards(state)}</p>
      <p class="small">{t("聊天记录已同步，您无需重复描述。")}</p>
      {state.leaving ? (
        <LeaveMessage onLeave={session.leave} onBack={() => leaving(false)} />
      ) : (
        <div class="actions">
          {waits && (
            <button type="button" class="button" onClick={() => void session.cancel()}>
              {t("取消排队")}
            </button>
          )}
          <button type="button" class="button primary" onClick={() => leaving(true)}>
            {waits ? t("留言，稍后回复我") : t("再补充一句")}
          </button>
        </div>
      )}
    </section>
  );
}

function titleOf({ attendance }: ChatState): string {
  return attendance?.opens_at
    ? t("人工客服现在不在线")
    : t("正在转接{group}", { group: attendance?.group || t("人工客服") });
}

function placeOf({ attendance }: ChatState): string {
  if (attendance?.opens_at) {
    return t("{at} 上线，您可以先留言。", { at: dayOf(attendance.opens_at) });
  }
  const ahead = attendance?.ahead ?? 0;
  return ahead > 0 ? t("前面还有 {n} 位，请稍等。", { n: ahead }) : t("您是下一位，请稍等。");
}

function afterwards({ attendance }: ChatState): string {
  return attendance?.opens_at
    ? t("人工客服 {at} 上线后回复您，回复会显示在这里。", { at: dayOf(attendance.opens_at) })
    : t("人工客服会尽快回复您，回复会显示在这里。");
}
