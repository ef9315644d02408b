import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "./language";

interface Props {
  onLeave: (text: string) => Promise<void>;
  onBack: () => void;
}

/** 留言: what a person should know when they read it later. */
export function LeaveMessage({ onLeave, onBack }: Props) {
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => area.current?.focus(), []);

  async function leave(event: Event): Promise<void> {
    event.preventDefault();
    if (!text.trim() || busy) return;
    setBusy(true);
    await onLeave(text.trim());
    setBusy(false);
  }

  return (
    <form class="leave" onSubmit={(event) => void leave(event)}>
      <textarea
        ref={area}
        rows={3}
        maxLength={2000}
        aria-label={t("留言内容")}
        placeholder={t("请写下您的问题，上线后回复您")}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <div class="actions">
        <button type="button" class="button" onClick={onBack}>
          {t("返回")}
        </button>
        <button type="submit" class="button primary" disabled={!text.trim() || busy}>
          {t("提交留言")}
        </button>
      </div>
    </form>
  );
}
