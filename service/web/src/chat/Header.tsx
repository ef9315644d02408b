import { Icon } from "../shared/icons";
import { t } from "./language";
import { statusOf, type ChatState } from "./state";

/** Who speaks. That it is AI stands there for as long as it is (AI 标识办法). */
export function Header({ state, onClose }: { state: ChatState; onClose: (() => void) | null }) {
  const { shop, connected } = state;
  return (
    <header class="who">
      <div class="titles">
        <h1>{shop?.name ?? t("在线客服")}</h1>
        <p>{roleOf(state)}</p>
      </div>
      <p class={connected === false ? "mark lost" : "mark"} role="status">
        {connected === false ? t("连接中断，正在重连") : markOf(state)}
      </p>
      {onClose && (
        <button type="button" class="icon-button" aria-label={t("收起客服窗口")} onClick={onClose}>
          <Icon name="remove" />
        </button>
      )}
    </header>
  );
}

function roleOf(state: ChatState): string {
  return statusOf(state) === "human"
    ? t("人工客服 · {agent}", { agent: state.attendance?.agent ?? "" })
    : t("智能客服");
}

function markOf(state: ChatState): string {
  switch (statusOf(state)) {
    case "human":
      return t("人工服务中");
    case "waiting":
      return t("排队中 · AI 回答，仅供参考");
    default:
      return t("AI 回答，仅供参考");
  }
}
