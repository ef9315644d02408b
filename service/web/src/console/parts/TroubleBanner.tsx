import { Icon } from "../../shared/icons";
import { t } from "../language";
import type { Words } from "../trouble";

export function TroubleBanner({ words, onRetry }: { words: Words; onRetry?: () => void }) {
  return (
    <div class="banner bad" role="alert">
      <Icon name="warning" />
      <div>
        <b>{words.title}</b>
        <p>{words.detail}</p>
        {onRetry && (
          <button type="button" class="button small" onClick={onRetry}>
            <Icon name="redo" />
            {t("重试")}
          </button>
        )}
      </div>
    </div>
  );
}
