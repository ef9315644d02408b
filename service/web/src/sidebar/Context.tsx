import { useEffect, useRef, useState } from "preact/hooks";
import { Conversation } from "./Conversation";
import { CorrectionForm } from "./correction/CorrectionForm";
import { Facts } from "./Facts";
import { FlowLine } from "./FlowLine";
import type { Session } from "./session";
import type { SidebarState } from "./state";
import { t } from "../shared/language";

const FORM_ID = "correction";

/** The latest question, what was understood of it, and the way to all of the conversation. */
export function Context({ state, session }: { state: SidebarState; session: Session }) {
  const [open, setOpen] = useState(false);
  const { turns, understood, correcting } = state;
  const latest = turns.filter(({ role }) => role === "customer").pop();
  return (
    <section class="card context" aria-label={t("对话")}>
      <div class="row top">
        <p class="latest">{t("买家：{text}", { text: latest?.text ?? "" })}</p>
        <div class="aside">
          <button
            type="button"
            class="link"
            aria-expanded={open}
            aria-controls="conversation"
            onClick={() => setOpen(!open)}
          >
            {open ? t("收起") : t("全部 {n} 条", { n: turns.length })}
          </button>
          <CorrectButton open={correcting !== null} session={session} />
        </div>
      </div>
      {understood && !correcting && <Facts understood={understood} turns={turns} />}
      {understood?.flow && !correcting && <FlowLine flow={understood.flow} />}
      {correcting && (
        <CorrectionForm id={FORM_ID} base={correcting} state={state} session={session} />
      )}
      <Conversation turns={turns} open={open} />
    </section>
  );
}

/** Opens and closes the form; when the form goes, the focus comes back here. */
function CorrectButton({ open, session }: { open: boolean; session: Session }) {
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(open);
  useEffect(() => {
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (wasOpen.current && !open && lost) button.current?.focus();
    wasOpen.current = open;
  }, [open]);
  return (
    <button
      ref={button}
      type="button"
      class="link"
      title="Alt+G"
      aria-expanded={open}
      aria-controls={FORM_ID}
      onClick={open ? session.closeCorrection : session.openCorrection}
    >
      {t("更正")}
    </button>
  );
}
