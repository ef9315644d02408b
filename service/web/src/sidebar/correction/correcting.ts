import type { SidebarStore } from "../change";
import { awaitsReply } from "../state";
import { correctionOf, understoodWith, type Draft } from "./draft";
import { t } from "../../shared/language";

/** What an agent sets right; `renew` asks for suggestions, unless that would cost an edit. */
export function createCorrecting(store: SidebarStore, renew: () => void) {
  function openCorrection(): void {
    const { turns, correcting, understood } = store.get();
    if (turns.length === 0 || correcting) return;
    store.dispatch({ type: "correcting", base: understood ?? {} });
  }

  function closeCorrection(): void {
    store.dispatch({ type: "correcting", base: null });
  }

  /** Sends what is new in `draft`; after a reply there is nothing to answer, so it waits. */
  function correct(draft: Draft): void {
    const { correcting, turns, shop } = store.get();
    const now = shop?.now ?? new Date().toISOString();
    const made = correcting && correctionOf(correcting, draft, turns.length - 1, now);
    closeCorrection();
    if (!correcting || !made) return;
    const understood = understoodWith(correcting, draft, made);
    store.dispatch({ type: "corrected", correction: made, understood });
    if (awaitsReply(store.get())) renew();
    const text = awaitsReply(store.get()) ? t("已更正") : t("已更正，买家再来消息时按此计算");
    store.dispatch({ type: "noticed", text });
  }

  return { openCorrection, closeCorrection, correct };
}
