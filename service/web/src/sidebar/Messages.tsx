import { Icon } from "../shared/icons";
import type { Trouble } from "./state";

interface TroubleProps {
  trouble: Trouble;
  corrected: boolean;
  onRetry: () => void;
  onWithdraw: () => void;
}

/** What was refused can be taken back; otherwise it would be refused again with every message. */
export function TroubleCard({ trouble, corrected, onRetry, onWithdraw }: TroubleProps) {
  return (
    <section class="card" role="alert">
      <div class="banner bad">
        <Icon name={trouble.offline ? "offline" : "warning"} />
        <span>
          <b>{trouble.title}</b>
          <br />
          {trouble.detail}
        </span>
      </div>
      <div class="actions">
        <button type="button" class="button primary" onClick={onRetry}>
          重试
        </button>
        {!trouble.offline && trouble.retry === "suggestions" && (
          <button type="button" class="button" onClick={onWithdraw}>
            {corrected ? "撤回更正" : "撤回并修改"}
          </button>
        )}
      </div>
    </section>
  );
}

export function Postponed({ corrected, onRenew }: { corrected: boolean; onRenew: () => void }) {
  return (
    <section class="card" role="alert">
      <div class="banner busy">
        <Icon name="info" />
        <span>{corrected ? "已更正" : "有新消息"}。您改过的草稿还在下面，没有被覆盖。</span>
      </div>
      <div class="actions">
        <button type="button" class="button primary" onClick={onRenew}>
          更新建议
        </button>
      </div>
    </section>
  );
}

export function NoAnswer({
  question,
  onRetry,
}: {
  question: string | undefined;
  onRetry: () => void;
}) {
  return (
    <section class="card">
      <div class="banner warn">
        <Icon name="info" />
        <span>
          <b>没有可靠答案，不猜</b>
          <br />
          知识库里没有{question ? `「${question}」` : "这个问题"}
          的有效条目。可以搜话术，或请人工处理。
        </span>
      </div>
      <div class="actions">
        <button type="button" class="button" onClick={onRetry}>
          重新生成
        </button>
      </div>
    </section>
  );
}
