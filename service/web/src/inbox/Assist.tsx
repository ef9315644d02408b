import { useEffect, useMemo } from "preact/hooks";
import type { Queued } from "../api/inbox";
import type { Host } from "../sidebar/host";
import { createSession } from "../sidebar/session";
import { Sidebar } from "../sidebar/Sidebar";
import { REPLY_ID } from "./ReplyField";
import type { InboxSession } from "./session";
import type { InboxState } from "./state";
import { nameOf } from "./words";

interface Props {
  line: Queued;
  state: InboxState;
  session: InboxSession;
}

/** The sidebar, with the inbox as its workbench: 插入 fills the reply field, 发送 sends. */
export function Assist({ line, state, session }: Props) {
  const sidebar = useMemo(() => createSession(session.shop, () => hostOf(session)), []);
  useEffect(() => {
    sidebar.store.dispatch({ type: "able", can: { insert: true, send: true } });
    void sidebar.open();
    return () => sidebar.restart();
  }, []);
  useEffect(() => {
    if (state.messages.length === 0) return;
    sidebar.follow({
      conversation: line.conversation_id,
      stored: true,
      buyer: nameOf(line),
      turns: state.messages.map(({ role, text }) => ({ role, text })),
      ...(line.order && { order: line.order }),
    });
  }, [state.messages]);
  return <Sidebar session={sidebar} beside />;
}

function hostOf(session: InboxSession): Host {
  return {
    async insert(text) {
      session.store.dispatch({ type: "typed", text });
      document.getElementById(REPLY_ID)?.focus();
      return true;
    },
    send: (text) => session.reply(text),
    handOff: () => undefined,
  };
}
