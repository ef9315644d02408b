import { useStore } from "../shared/store";
import { Chips } from "./Chips";
import { Composer } from "./Composer";
import { HandoffCard } from "./HandoffCard";
import { Header } from "./Header";
import { Log } from "./Log";
import type { ChatSession } from "./session";
import { TroubleCard } from "./TroubleCard";

/** The whole page: who speaks, what was said, what one can say. */
export function Chat({ session, onClose }: { session: ChatSession; onClose: (() => void) | null }) {
  const state = useStore(session.store);
  const { dispatch } = session.store;
  return (
    <div class="chat">
      <Header state={state} onClose={onClose} />
      <main class="talk">
        <Log state={state} session={session} />
        <HandoffCard state={state} session={session} />
        {state.trouble && (
          <TroubleCard
            trouble={state.trouble}
            onRetry={() => void session.open()}
            onAnonymous={session.goAnonymous}
          />
        )}
      </main>
      <footer class="ask">
        <p class="notice" role="status">
          {state.notice}
        </p>
        <Chips state={state} session={session} />
        <Composer
          text={state.typed}
          onType={(text) => dispatch({ type: "typed", text })}
          onSay={session.say}
        />
      </footer>
    </div>
  );
}
