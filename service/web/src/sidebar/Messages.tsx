import { Icon } from "../shared/icons";
import type { Trouble } from "./state";
import { t } from "../shared/language";

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
          {t("重试")}
        </button>
        {!trouble.offline && trouble.retry === "suggestions" && (
          <button type="button" class="button" onClick={onWithdraw}>
            {corrected ? t("撤回更正") : t("撤回并修改")}
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
        <span>
          {corrected
            ? t("已更正。您改过的草稿还在下面，没有被覆盖。")
            : t("有新消息。您改过的草稿还在下面，没有被覆盖。")}
        </span>
      </div>
      <div class="actions">
        <button type="button" class="button primary" onClick={onRenew}>
          {t("更新建议")}
        </button>
      </div>
    </section>
  );
}
