import type { Attendance } from "../api/chat";
import { t } from "./language";
import { withNotice } from "./lines";
import type { ChatState } from "./state";

/** Who attends from now on; a change is told between the messages. */
export function attended(state: ChatState, attendance: Attendance): Partial<ChatState> {
  const before = state.attendance;
  const text = before ? told(before, attendance) : null;
  const id = `${attendance.status}-${state.heard}-${state.lines.length}`;
  return {
    attendance,
    ...(text && withNotice(state, id, text)),
    ...(attendance.status === "human" && { leaving: false }),
  };
}

function told(before: Attendance, now: Attendance): string | null {
  if (before.status === now.status) return null;
  switch (now.status) {
    case "waiting":
      return t("已为您申请人工客服");
    case "human":
      return t("人工客服 {agent} 已接入，智能客服不再发言", { agent: now.agent ?? "" });
    case "left":
      return t("留言已收到");
    case "closed":
      return t("本次人工服务已结束，您可以继续提问");
    case "bot":
      return before.status === "closed" ? null : whyBack(before);
  }
}

function whyBack({ status }: Attendance): string {
  return status === "human" ? t("智能客服继续为您服务") : t("已取消排队");
}
