import { useEffect, useState } from "preact/hooks";
import { fetchShop } from "../api/shop";
import type { Shop } from "../api/wire";
import { minuteOf } from "../shared/time";
import { Knowledge } from "./knowledge/Knowledge";
import { t } from "./language";
import { TroubleBanner } from "./parts/TroubleBanner";
import { linkTo, useRoute } from "./route";
import { useWho } from "./who";
import { wordsOf, type Words } from "./trouble";

/** The page: who is here, which view, the view. */
export function Console({ shop }: { shop: string }) {
  const route = useRoute();
  const { known, trouble, again } = useShop(shop);
  const [who, setWho] = useWho();

  return (
    <div class="console">
      <header class="top">
        <h1>{t("训练与运营台")}</h1>
        <nav aria-label={t("页面")}>
          <a href={linkTo.knowledge} aria-current={route.view === "knowledge" ? "page" : undefined}>
            {t("知识库")}
          </a>
        </nav>
        <span class="spring" />
        <label class="who">
          {t("操作人")}
          <input
            value={who}
            maxLength={40}
            placeholder={t("姓名，记入变更记录")}
            onInput={(event) => setWho(event.currentTarget.value)}
          />
        </label>
        <span class="shop">{known?.name ?? shop}</span>
      </header>
      <main tabIndex={-1}>
        {known?.demo && (
          <p class="demo">{t("演示时间 {now} · 示例店铺", { now: minuteOf(known.now) })}</p>
        )}
        {trouble && <TroubleBanner words={trouble} onRetry={again} />}
        {known && <Knowledge key={known.id} shop={known.id} who={who.trim()} report={route.report} />}
      </main>
    </div>
  );
}

function useShop(shop: string) {
  const [known, setKnown] = useState<Shop | null>(null);
  const [trouble, setTrouble] = useState<Words | null>(null);

  function again(): void {
    setTrouble(null);
    fetchShop(shop).then(setKnown, (error: unknown) => setTrouble(wordsOf(error)));
  }

  useEffect(again, [shop]);
  return { known, trouble, again };
}
