import { Icon } from "../shared/icons";
import { t } from "./language";
import type { Trouble } from "./state";

interface Props {
  trouble: Trouble;
  onRetry: () => void;
  onAnonymous: () => void;
}

export function TroubleCard({ trouble, onRetry, onAnonymous }: Props) {
  return (
    <section class="trouble" role="alert">
      <h2>
        <Icon name="warning" />
        {trouble.title}
      </h2>
      <p>{trouble.detail}</p>
      <div class="actions">
        {trouble.again === "open" ? (
          <button type="button" class="button primary" onClick={onRetry}>
            {t("重试")}
          </button>
        ) : (
          <button type="button" class="button primary" onClick={onAnonymous}>
            {t("不登录继续咨询")}
          </button>
        )}
      </div>
    </section>
  );
}
