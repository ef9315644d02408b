import { useStore } from "../shared/store";
import { Composer } from "./Composer";
import { Context } from "./Context";
import { DemoNotice } from "./DemoNotice";
import { Examples } from "./Examples";
import { Flags } from "./Flags";
import { HandoffCard } from "./HandoffCard";
import { Header } from "./Header";
import { KeyHelp } from "./KeyHelp";
import { useKeys } from "./keys";
import { Postponed, TroubleCard } from "./Messages";
import { NoAnswer } from "./NoAnswer";
import { isUnknown } from "./pill";
import { PriceCard } from "./PriceCard";
import { ScriptSearch } from "./ScriptSearch";
import type { Session } from "./session";
import { isBlocked, selectedOf } from "./state";
import { Suggestions } from "./Suggestions";
import { MODES } from "./words";
import { t } from "../shared/language";

/** The whole page, top to bottom in the order an agent reads it; or a part of one (`beside`). */
export function Sidebar({ session, beside = false }: { session: Session; beside?: boolean }) {
  const { dispatch } = session.store;
  const state = useStore(session.store);
  useKeys(session);
  const selected = selectedOf(state);
  const quote = selected?.quote ?? state.candidates.find((candidate) => candidate.quote)?.quote;
  // Within a workbench the messages come from there.
  const alone = state.hostConversation === null;
  const { turns, trouble, handoff, shop } = state;
  // Beside something else it is not what that page is about.
  const Main = beside ? "div" : "main";

  return (
    <div class="sidebar">
      <Header state={state} onHelp={() => dispatch({ type: "helpToggled", open: true })} />
      <Main class="column" tabIndex={-1}>
        {shop?.demo && !beside && <DemoNotice now={shop.now} />}
        {turns.length === 0 && alone ? (
          <Examples onPick={session.say} />
        ) : (
          <Context state={state} session={session} />
        )}
        {trouble && (
          <TroubleCard
            trouble={trouble}
            corrected={state.correction !== null}
            onRetry={session.retry}
            onWithdraw={session.withdraw}
          />
        )}
        {state.postponed && (
          <Postponed corrected={state.correction !== null} onRenew={session.ask} />
        )}
        {handoff && beside && !isUnknown(state) && (
          <div class="banner busy">{t("顾客在等人工，没有建议：请按交接摘要回复。")}</div>
        )}
        {handoff && !beside && !isUnknown(state) && (
          <HandoffCard
            handoff={handoff}
            transferred={state.transferred}
            candidates={state.candidates}
            session={session}
          />
        )}
        {isUnknown(state) && <NoAnswer state={state} session={session} beside={beside} />}
        {selected && !isBlocked(selected) && <Flags flags={selected.flags} />}
        <Suggestions state={state} session={session} />
        {quote && (
          <PriceCard quote={quote} state={state} session={session} />
        )}
        <Footnote seconds={state.seconds} reduced={state.degraded ?? MODES[state.mode]} />
      </Main>
      <footer>
        <p class="notice" role="status">
          {state.notice}
        </p>
        {alone && (
          <Composer
            text={state.typed}
            onType={(text) => dispatch({ type: "typed", text })}
            onSay={session.say}
          />
        )}
        <ScriptSearch session={session} alone={alone} />
      </footer>
      <KeyHelp
        can={state.can}
        open={state.helpOpen}
        onClose={() => dispatch({ type: "helpToggled", open: false })}
      />
    </div>
  );
}

function Footnote({ seconds, reduced }: { seconds: number | null; reduced: string | null }) {
  if (seconds === null) return null;
  return (
    <p class="footnote">
      {[tookOf(seconds), reduced, t("建议仅供参考，发送前请核对")].filter(Boolean).join(" · ")}
    </p>
  );
}

function tookOf(seconds: number): string {
  return seconds < 0.1 ? t("不到 0.1 秒") : t("{n} 秒", { n: seconds.toFixed(1) });
}
