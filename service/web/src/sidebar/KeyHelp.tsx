import { useLayoutEffect, useRef } from "preact/hooks";
import type { Capabilities } from "./host";
import { keysFor } from "./keys";
import { t } from "../shared/language";

interface Props {
  can: Capabilities;
  open: boolean;
  onClose: () => void;
}

/** The keys, from the same list that acts on them. */
export function KeyHelp({ can, open, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal();
    if (!open) dialog.current?.close();
  }, [open]);

  // Wherever the focus is, and at once: the browser tells of its own closing only later, and a key
  // in between would be lost.
  useLayoutEffect(() => {
    if (!open) return;
    function onKeyDown(event: KeyboardEvent): void {
      if (event.key !== "Escape") return;
      event.preventDefault();
      onClose();
    }
    document.addEventListener("keydown", onKeyDown, true);
    return () => document.removeEventListener("keydown", onKeyDown, true);
  }, [open, onClose]);

  /** The browser's own closing; told late, it must not close a list that was opened again. */
  function onClosed(): void {
    if (!dialog.current?.open) onClose();
  }

  return (
    <dialog
      ref={dialog}
      class="help"
      aria-labelledby="help-title"
      onClose={onClosed}
    >
      <h2 id="help-title">{t("快捷键")}</h2>
      <dl>
        {keysFor(can).map(({ label, does }) => (
          <div key={label}>
            <dt>
              <kbd>{label}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <button type="button" class="button primary" onClick={onClose}>
        {t("知道了")}
      </button>
    </dialog>
  );
}
