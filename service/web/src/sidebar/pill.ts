import { isBlocked, selectedOf, type SidebarState } from "./state";
import { t } from "../shared/language";

export type Tone = "good" | "busy" | "warn" | "bad";

export interface Pill {
  text: string;
  tone: Tone;
}

/** The state in a word, the most pressing first. */
export function pillOf(state: SidebarState): Pill {
  if (state.trouble?.offline) return { text: t("连接中断"), tone: "bad" };
  if (state.trouble) return { text: t("出错"), tone: "bad" };
  if (state.phase === "streaming") return { text: t("生成中"), tone: "busy" };
  if (isUnknown(state)) return { text: t("无可靠答案"), tone: "warn" };
  if (state.handoff) {
    return state.transferred
      ? { text: t("已转人工"), tone: "busy" }
      : { text: t("该转人工"), tone: "warn" };
  }
  const selected = selectedOf(state);
  if (selected && isBlocked(selected)) return { text: t("已拦截"), tone: "bad" };
  if (state.degraded) return { text: t("降级·规则模板"), tone: "warn" };
  if (!state.shop) return { text: t("连接中"), tone: "busy" };
  return state.shop.model ? { text: t("模型在线"), tone: "good" } : { text: t("规则模板"), tone: "good" };
}

/** The service answered and had nothing it could stand by; until the agent hands it over. */
export function isUnknown(state: SidebarState): boolean {
  const { phase, candidates, handoff, transferred } = state;
  if (transferred) return false;
  if (handoff) return handoff.code === "unsure";
  return phase === "done" && candidates.length === 0;
}
