import { render } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { keepTypedKey, whenRefused } from "../api/token";
import { t } from "./language";
import "./keyDialog.css";

/** A workbench hands its token over by itself, a moment after the page has loaded. */
const WORKBENCH_MILLISECONDS = 1_500;

/** Asks for a key whenever the service refuses one; what was refused goes on by itself then. */
export function askForKeys(): void {
  const root = document.createElement("div");
  document.body.append(root);
  let due = 0;
  function show(refused: boolean): void {
    render(<KeyDialog refused={refused} onKey={keepTypedKey} />, root);
  }
  whenRefused((refused) => {
    clearTimeout(due);
    const embedded = window.parent !== window && !refused;
    if (embedded) due = window.setTimeout(() => show(false), WORKBENCH_MILLISECONDS);
    else show(refused);
  }, () => {
    clearTimeout(due);
    render(null, root);
  });
}

function KeyDialog({ refused, onKey }: { refused: boolean; onKey: (key: string) => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
    if (field.current) field.current.value = "";
    field.current?.focus();
  }, [refused]);

  function onSubmit(event: Event): void {
    event.preventDefault();
    const key = field.current?.value.trim();
    if (key) onKey(key);
  }

  return (
    <dialog
      ref={dialog}
      class="key-dialog"
      aria-labelledby="key-title"
      onCancel={(event) => event.preventDefault()}
    >
      <form onSubmit={onSubmit}>
        <h2 id="key-title">{t("请输入钥匙")}</h2>
        <label for="key-field">{t("管理员发给您的钥匙，以 goalie_ 开头")}</label>
        <input
          id="key-field"
          ref={field}
          type="password"
          autocomplete="off"
          spellcheck={false}
          required
          aria-describedby="key-told"
        />
        <p id="key-told" role="status" class={refused ? "refused" : ""}>
          {refused ? t("这把钥匙没有被接受：请核对，或请管理员发一把新的") : t("只在这个标签页里记住")}
        </p>
        <button type="submit" class="button primary">
          {t("进入")}
        </button>
      </form>
    </dialog>
  );
}
