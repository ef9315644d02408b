import { useEffect } from "preact/hooks";
import { t } from "../language";
import { TroubleBanner } from "../parts/TroubleBanner";
import { linkTo } from "../route";
import { WINDOWS, type Live as Figures, type Window } from "./api";
import { CurvesCard } from "./CurvesCard";
import { Reasons, Scenes, Taken } from "./Lists";
import { Tiles } from "./Tiles";
import { useLive } from "./useLive";
import { WINDOW_WORDS } from "./words";

const RETRYING = t("没有收到服务的答复，正在自动重试。");

/** 实时: the desk as it is now, for a supervisor who looks rather than reads. */
export function Live({ shop, window }: { shop: string; window: Window }) {
  const { live, trouble } = useLive(shop, window);

  useEffect(() => {
    document.title = t("实时 · 守门员");
  }, []);

  return (
    <div class="live">
      <div class="row wrap">
        <div class="windows" role="group" aria-label={t("时间范围")}>
          {WINDOWS.map((name) => (
            <a
              key={name}
              class="button"
              href={linkTo.live(name)}
              aria-current={name === window ? "true" : undefined}
            >
              {WINDOW_WORDS[name]}
            </a>
          ))}
        </div>
        <Freshness live={live} broken={trouble !== null} />
      </div>
      {trouble && <TroubleBanner words={trouble.code ? trouble : { ...trouble, detail: RETRYING }} />}
      {live && (
        <>
          <Tiles live={live} />
          <CurvesCard curves={live.curves} faults={live.traffic_faults} now={live.now} />
          <div class="thirds">
            <Scenes scenes={live.scenes} messages={live.messages} />
            <Taken adoption={live.adoption} />
            <Reasons stopped={live.stopped} degraded={live.degraded} />
          </div>
        </>
      )}
    </div>
  );
}

function Freshness({ live, broken }: { live: Figures | null; broken: boolean }) {
  const at = live?.now.slice(11, 19);
  if (broken) {
    return (
      <span class="pill bad" role="status">
        {at ? t("中断，显示的是 {at} 的数据", { at }) : t("中断")}
      </span>
    );
  }
  return (
    <>
      <span class={at ? "pill good" : "pill busy"} role="status">
        {at ? t("实时") : t("正在取…")}
      </span>
      {at && <small>{t("更新于 {at}", { at })}</small>}
    </>
  );
}
