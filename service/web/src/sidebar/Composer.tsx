import { useAutosize } from "../shared/autosize";
import { isComposing } from "../shared/composing";
import { Icon } from "../shared/icons";
import { t } from "../shared/language";

interface Props {
  text: string;
  onType: (text: string) => void;
  onSay: (text: string) => void;
}

/** The customer's message, pasted or typed: Enter sends, Shift+Enter makes a line. */
export function Composer({ text, onType, onSay }: Props) {
  const area = useAutosize(text);

  function say(): void {
    if (text.trim()) onSay(text.trim());
  }

  function onKeyDown(event: KeyboardEvent): void {
    const plain = !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (event.key !== "Enter" || !plain || isComposing(event)) return;
    event.preventDefault();
    say();
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        say();
      }}
    >
      <textarea
        ref={area}
        rows={1}
        aria-label={t("买家消息")}
        placeholder={t("粘贴或输入买家消息")}
        value={text}
        onInput={(event) => onType(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <button
        type="submit"
        class="icon-button primary"
        aria-label={t("获取建议")}
        disabled={!text.trim()}
      >
        <Icon name="send" />
      </button>
    </form>
  );
}
