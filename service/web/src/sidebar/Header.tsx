import { useSecondsSince } from "../shared/time";
import { pillOf } from "./pill";
import type { SidebarState } from "./state";
import { platformWord } from "./words";
import { t } from "../shared/language";

/** The trade counts a first reply as good within this many seconds (首响). */
const REPLY_WITHIN = 30;
const HURRY_BELOW = 10;

export function Header({ state, onHelp }: { state: SidebarState; onHelp: () => void }) {
  const pill = pillOf(state);
  const title = titleOf(state);
  return (
    <header class="header">
      <h1 title={title}>{title}</h1>
      <span class={`pill ${pill.tone}`} role="status">
        {pill.text}
      </span>
      <SecondsLeft since={state.waitingSince} />
      <button type="button" class="icon-button" aria-label={t("快捷键帮助")} onClick={onHelp}>
        ?
      </button>
    </header>
  );
}

/** The platform and whom one writes with, or the shop where the workbench does not say. */
function titleOf({ shop, buyer }: SidebarState): string {
  if (!shop) return t("守门员");
  const platform = platformWord(shop.platform);
  return buyer ? `${platform} · ${buyer}` : `${shop.name} · ${platform}`;
}

function SecondsLeft({ since }: { since: number | null }) {
  const passed = useSecondsSince(since);
  if (passed === null) return null;
  const left = REPLY_WITHIN - passed;
  return (
    <span
      class={left < HURRY_BELOW ? "timer hurry" : "timer"}
      role="timer"
      aria-label={t("距离 30 秒首响")}
    >
      {left >= 0 ? t("{n} 秒", { n: left }) : t("超 {n} 秒", { n: -left })}
    </span>
  );
}
