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

  /** 转专员: the summary stands ready for the person who takes over, and the workbench is told. */
  function transfer(): void {
    store.dispatch({ type: "transferred" });
    const { handoff } = store.get();
    if (handoff) host()?.handOff(handoff);
  }

  function recall(): void {
    store.dispatch({ type: "recalled" });
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
