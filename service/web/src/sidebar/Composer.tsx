import { Icon } from "../shared/icons";
import { t } from "../shared/language";
import { SayForm } from "../shared/SayForm";

interface Props {
  text: string;
  onType: (text: string) => void;
  onSay: (text: string) => void;
}

/** The customer's message, pasted or typed. */
export function Composer(props: Props) {
  return (
    <SayForm {...props} label={t("买家消息")} placeholder={t("粘贴或输入买家消息")}>
      {(empty) => (
        <button
          type="submit"
          class="icon-button primary"
          aria-label={t("获取建议")}
          disabled={empty}
        >
          <Icon name="send" />
        </button>
      )}
    </SayForm>
  );
}
