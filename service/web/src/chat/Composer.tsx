import { SayForm } from "../shared/SayForm";
import { t } from "./language";

interface Props {
  text: string;
  onType: (text: string) => void;
  onSay: (text: string) => void;
}

/** The customer's question. */
export function Composer(props: Props) {
  return (
    <SayForm
      {...props}
      maxLength={4000}
      label={t("您的问题")}
      placeholder={t("请输入您的问题")}
    >
      {(empty) => (
        <button type="submit" class="send" disabled={empty}>
          {t("发送")}
        </button>
      )}
    </SayForm>
  );
}
