import { isBlocked, selectedOf, type SidebarState } from "./state";

export type Tone = "good" | "busy" | "warn" | "bad";

export interface Pill {
  text: string;
  tone: Tone;
}

/** The state in a word, the most pressing first. */
export function pillOf(state: SidebarState): Pill {
  if (state.trouble?.offline) return { text: "连接中断", tone: "bad" };
  if (state.trouble) return { text: "出错", tone: "bad" };
  if (state.phase === "streaming") return { text: "生成中", tone: "busy" };
  if (state.handoff?.code === "unsure") return { text: "无可靠答案", tone: "warn" };
  if (state.handoff) return { text: "已转人工", tone: "busy" };
  if (hasNoAnswer(state)) return { text: "无可靠答案", tone: "warn" };
  const selected = selectedOf(state);
  if (selected && isBlocked(selected)) return { text: "已拦截", tone: "bad" };
  if (state.degraded) return { text: "降级·规则模板", tone: "warn" };
  if (!state.shop) return { text: "连接中", tone: "busy" };
  return state.shop.model ? { text: "模型在线", tone: "good" } : { text: "规则模板", tone: "good" };
}

/** The service answered and had nothing it could stand by. */
export function hasNoAnswer({ phase, candidates, handoff }: SidebarState): boolean {
  return phase === "done" && !handoff && candidates.length === 0;
}
