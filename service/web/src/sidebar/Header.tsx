import { useSecondsSince } from "../shared/time";
import { pillOf } from "./pill";
import type { SidebarState } from "./state";
import { platformWord } from "./words";

/** The trade counts a first reply as good within this many seconds (首响). */
const REPLY_WITHIN = 30;
const HURRY_BELOW = 10;

export function Header({ state, onHelp }: { state: SidebarState; onHelp: () => void }) {
  const { shop } = state;
  const pill = pillOf(state);
  const title = shop ? `${shop.name} · ${platformWord(shop.platform)}` : "守门员";
  return (
    <header class="header">
      <h1 title={title}>{title}</h1>
      <span class={`pill ${pill.tone}`} role="status">
        {pill.text}
      </span>
      <SecondsLeft since={state.waitingSince} />
      <button type="button" class="icon-button" aria-label="快捷键帮助" onClick={onHelp}>
        ?
      </button>
    </header>
  );
}

function SecondsLeft({ since }: { since: number | null }) {
  const passed = useSecondsSince(since);
  if (passed === null) return null;
  const left = REPLY_WITHIN - passed;
  return (
    <span
      class={left < HURRY_BELOW ? "timer hurry" : "timer"}
      role="timer"
      aria-label="距离 30 秒首响"
    >
      {left >= 0 ? `${left} 秒` : `超 ${-left} 秒`}
    </span>
  );
}
