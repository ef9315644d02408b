import { useAutosize } from "../shared/autosize";
import { isComposing } from "../shared/composing";
import { t } from "./language";

interface Props {
  text: string;
  onType: (text: string) => void;
  onSay: (text: string) => void;
}

/** Enter sends, Shift+Enter makes a line; an Enter of the input method's only picks a word. */
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
        maxLength={4000}
        aria-label={t("您的问题")}
        placeholder={t("请输入您的问题")}
        value={text}
        onInput={(event) => onType(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <button type="submit" class="send" disabled={!text.trim()}>
        {t("发送")}
      </button>
    </form>
  );
}
