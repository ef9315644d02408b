import { copyText } from "../shared/clipboard";
import { t } from "../shared/language";
import type { SidebarStore } from "./change";
import type { createFeedback } from "./feedback";
import type { Host } from "./host";
import { draftOf, isEdited, isUsable, selectedOf, type Candidate } from "./state";

type Send = ReturnType<typeof createFeedback>["send"];
type Feedback = Parameters<Send>[1];

/** What an agent does with the chosen reply: 插入, 复制, 发送, 采用. */
export function createUsing(store: SidebarStore, send: Send, host: () => Host | null) {
  /** The chosen reply, if it may be used: its final verdict is in. */
  function chosen(): { candidate: Candidate; text: string } | null {
    const candidate = selectedOf(store.get());
    if (!isUsable(store.get(), candidate)) return null;
    return { candidate, text: draftOf(store.get(), candidate) };
  }

  function tell(candidate: Candidate, text: string, event: Feedback["event"]): void {
    if (isEdited(store.get(), candidate)) send(candidate, { event: "edited", text });
    send(candidate, { event, text });
  }

  function notice(text: string): void {
    store.dispatch({ type: "noticed", text });
  }

  /** 插入, or 采用 where there is no field to insert into. */
  async function use(): Promise<void> {
    const workbench = host();
    if (!workbench || !store.get().can.insert) return adopt();
    const use = chosen();
    if (!use) return;
    if (!(await workbench.insert(use.text))) return notInserted(use.text);
    store.dispatch({ type: "handed", id: use.candidate.id, text: use.text, notice: t("已插入") });
    tell(use.candidate, use.text, "inserted");
  }

  async function sendNow(): Promise<void> {
    const workbench = host();
    const use = store.get().can.send ? chosen() : null;
    if (!workbench || !use) return;
    if (!(await workbench.send(use.text))) return notInserted(use.text);
    store.dispatch({ type: "adopted", id: use.candidate.id, text: use.text });
    tell(use.candidate, use.text, "sent");
  }

  /** The reply is not lost: it can still be pasted. */
  async function notInserted(text: string): Promise<void> {
    const copied = await copyText(text);
    notice(copied ? t("没有插入成功，已复制，请粘贴") : t("没有插入成功，请选中文字按 Ctrl+C"));
  }

  async function copy(): Promise<void> {
    const use = chosen();
    if (!use || !(await copyPlain(use.text))) return;
    const { candidate, text } = use;
    if (store.get().adopted !== candidate.id) {
      store.dispatch({ type: "handed", id: candidate.id, text, notice: t("已复制") });
    }
    tell(candidate, text, "copied");
  }

  async function copyPlain(text: string, done = t("已复制")): Promise<boolean> {
    const copied = await copyText(text);
    notice(copied ? done : t("没有复制成功，请选中文字按 Ctrl+C"));
    return copied;
  }

  function adopt(): void {
    const use = chosen();
    if (!use || store.get().adopted === use.candidate.id) return;
    store.dispatch({ type: "adopted", id: use.candidate.id, text: use.text });
    tell(use.candidate, use.text, "sent");
  }

  return { use, sendNow, copy, copyPlain };
}
