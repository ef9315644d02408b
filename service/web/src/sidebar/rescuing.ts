import { handOver, takeBack } from "../api/inbox";
import { searchScripts } from "../api/shop";
import { t } from "../shared/language";
import type { SidebarStore } from "./change";
import type { createFeedback } from "./feedback";
import type { Host } from "./host";
import { selectedOf } from "./state";
import type { createUsing } from "./using";

export const APPEALED = "误拦";

/** Ways on where there is no draft: it was blocked, or nobody knows. */
export function createRescuing(
  store: SidebarStore,
  shop: string,
  feedback: ReturnType<typeof createFeedback>,
  using: ReturnType<typeof createUsing>,
  host: () => Host | null,
) {
  function questionOf(): string {
    const { understood, turns } = store.get();
    return understood?.question || turns[turns.length - 1]?.text || "";
  }

  /** 合规话术: the best approved script for the question. */
  async function takeScript(): Promise<void> {
    const words = questionOf().slice(0, 200);
    const hits = await searchScripts(shop, words, new AbortController().signal).catch(() => []);
    const hit = hits.find(({ kind }) => kind === "script");
    if (hit) store.dispatch({ type: "picked", hit });
    else store.dispatch({ type: "noticed", text: t("没有找到相关话术") });
  }

  /** 申诉误拦: the trainer sees it among the rejections. */
  function appeal(): void {
    const candidate = selectedOf(store.get());
    if (!candidate) return;
    feedback.send(candidate, { event: "rejected", reason: APPEALED });
    store.dispatch({ type: "voted", id: candidate.id, vote: "appealed" });
  }

  /** 转专员: into the queue of the inbox, with the summary; the workbench is told, too. */
  async function transfer(): Promise<void> {
    const { handoff, conversationId } = store.get();
    if (!handoff || !conversationId) return notice(t("没有转成，请重试或直接联系专员"));
    const { code, to, reason, summary } = handoff;
    try {
      await handOver(conversationId, { shop, code, to, reason, summary });
    } catch {
      return notice(t("没有转成，请重试或直接联系专员"));
    }
    store.dispatch({ type: "transferred" });
    host()?.handOff(handoff);
  }

  /** 撤回: out of the queue again, unless somebody has taken it. */
  async function recall(): Promise<void> {
    const { transferred, conversationId } = store.get();
    if (transferred && conversationId) {
      const left = await takeBack(shop, conversationId).catch(() => null);
      if (!left) return notice(t("没有撤回，请重试"));
      if (left.status === "human") {
        return notice(t("{agent} 已经接待，不能撤回", { agent: left.agent ?? "" }));
      }
    }
    store.dispatch({ type: "recalled" });
  }

  function notice(text: string): void {
    store.dispatch({ type: "noticed", text });
  }

  /** 先安抚: words that promise nothing. */
  function soothe(): void {
    const text =
      store.get().handoff?.message || "亲，这个问题我先帮您核实一下，确认后马上回复您，请稍等~";
    store.dispatch({ type: "composed", text, quote: null });
  }

  /** 新建知识: an entry for the trainer to complete. */
  function draftKnowledge(): void {
    const { understood, sku } = store.get();
    const skus = understood?.products?.map((product) => product.sku) ?? (sku ? [sku] : []);
    const entry = `问题：${questionOf()}\n适用商品：${skus.join("、")}\n回复：`;
    void using.copyPlain(entry, t("知识条目已复制，请发给培训补上回复"));
  }

  return { takeScript, appeal, transfer, recall, soothe, draftKnowledge };
}
