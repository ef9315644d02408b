import { useEffect, useState } from "preact/hooks";
import { fetchShop } from "../api/shop";
import { sentToken } from "../api/token";
import type { Shop } from "../api/wire";
import { minuteOf } from "../shared/time";
import { Evals } from "./evals/Evals";
import { Knowledge } from "./knowledge/Knowledge";
import { t } from "./language";
import { Live } from "./live/Live";
import { Practising } from "./practice/Practising";
import { TroubleBanner } from "./parts/TroubleBanner";
import { linkTo, useRoute } from "./route";
import { useWho } from "./who";
import { wordsOf, type Words } from "./trouble";

const VIEWS = [
  { view: "live", link: linkTo.live("hour"), name: t("实时") },
  { view: "evals", link: "#/evals", name: t("评测") },
  { view: "practice", link: linkTo.practice, name: t("练习") },
  { view: "knowledge", link: linkTo.knowledge, name: t("知识库") },
] as const;

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
          {VIEWS.map(({ view, link, name }) => (
            <a key={view} href={link} aria-current={route.view === view ? "page" : undefined}>
              {name}
            </a>
          ))}
        </nav>
        <span class="spring" />
        {known && !sentToken() && <Who who={who} onName={setWho} />}
        <span class="shop">{known?.name ?? shop}</span>
      </header>
      <main tabIndex={-1}>
        {known?.demo && (
          <p class="demo">{t("演示时间 {now} · 示例店铺", { now: minuteOf(known.now) })}</p>
        )}
        {trouble && <TroubleBanner words={trouble} onRetry={again} />}
        {known && route.view === "live" && <Live shop={known.id} window={route.window} />}
        {known && route.view === "evals" && <Evals shop={known.id} pair={route.pair} />}
        {known && route.view === "practice" && <Practising shop={known.id} who={who.trim()} />}
        {known && route.view === "knowledge" && (
          <Knowledge shop={known.id} who={who.trim()} report={route.report} />
        )}
      </main>
    </div>
  );
}

/** Where access is open, people say who they are; a key has a name of its own. */
function Who({ who, onName }: { who: string; onName: (name: string) => void }) {
  return (
    <label class="who">
      {t("操作人")}
      <input
        value={who}
        maxLength={40}
        placeholder={t("姓名，记入变更记录")}
        onInput={(event) => onName(event.currentTarget.value)}
      />
    </label>
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
