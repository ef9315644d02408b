import { settle, type Amendment } from "../api/amendments";
import { ProblemError } from "../api/errors";
import { does, fetchMessages, inboxEventsPath, replyTo, type Inbox } from "../api/inbox";
import { listen } from "../api/listening";
import { fetchShop } from "../api/shop";
import { copyText } from "../shared/clipboard";
import { newId } from "../shared/ids";
import { isEnglish } from "../shared/language";
import { createStore, type Store } from "../shared/store";
import { t } from "./language";
import { keepName } from "./name";
import { change, INITIAL, openOf, type Action, type InboxState } from "./state";

export type InboxSession = ReturnType<typeof createInbox>;

/** Everything an agent can do in the inbox of `shop`. */
export function createInbox(shop: string) {
  const store: Store<InboxState, Action> = createStore(change, INITIAL);
  let stop: (() => void) | null = null;
  let reading: Promise<void> = Promise.resolve();
  /** A reply whose arrival nobody knows of: sent again it keeps its id. */
  let unsure: { to: string; text: string; id: string } | null = null;

  /** Under the name of the key, else the one given on this computer, else the page asks for one. */
  async function begin(known: string): Promise<void> {
    let name = known;
    try {
      name = (await fetchShop(shop)).you || known;
    } catch (error) {
      complain(error);
    }
    if (name) enter(name);
  }

  function enter(agent: string): void {
    keepName(agent);
    store.dispatch({ type: "entered", agent });
    stop?.();
    stop = listen({
      path: () => inboxEventsPath(shop, agent),
      hear: ({ name, data }) => {
        if (name === "inbox") listed(JSON.parse(data) as Inbox);
      },
      connected: (open) => store.dispatch({ type: "connected", open }),
      refused: complain,
    });
  }

  function listed(inbox: Inbox): void {
    const before = openOf(store.get());
    store.dispatch({ type: "listed", inbox, at: Date.now() });
    const line = openOf(store.get());
    if (before && !line) {
      const text = store.get().notice || t("这个会话已经由同事接待或处理");
      store.dispatch({ type: "opened", id: null });
      store.dispatch({ type: "noticed", text });
    }
    if (line && line.last_number > store.get().heard) read();
  }

  /** What is new in the open conversation, one request after the other. */
  function read(): void {
    reading = reading.then(async () => {
      const { open, heard } = store.get();
      const line = openOf(store.get());
      if (!open || line?.channel !== "chat") return;
      const said = await fetchMessages(shop, open, heard);
      store.dispatch({ type: "said", id: open, said });
    }).catch(complain);
  }

  function open(id: string | null): void {
    store.dispatch({ type: "opened", id });
    if (id) read();
  }

  async function act(what: "take" | "return" | "close"): Promise<void> {
    const { open: id, agent } = store.get();
    if (!id) return;
    try {
      await does(what, id, { shop, agent });
    } catch (error) {
      return complain(error);
    }
    if (what !== "take") open(null);
    store.dispatch({ type: "noticed", text: "" });
  }

  /** True once the service has stored it; until then it stays in the field. */
  async function reply(text: string): Promise<boolean> {
    const { open: id, agent } = store.get();
    if (!id || !text.trim()) return false;
    const said = text.trim();
    const again = unsure?.to === id && unsure.text === said ? unsure.id : newId();
    unsure = { to: id, text: said, id: again };
    try {
      await replyTo(id, { shop, agent, text: said, message_id: again });
    } catch (error) {
      complain(error);
      return false;
    }
    unsure = null;
    if (store.get().typed.trim() === said) store.dispatch({ type: "typed", text: "" });
    store.dispatch({ type: "noticed", text: "" });
    read();
    return true;
  }

  async function settleAmendment(id: string, done: "sent" | "dropped"): Promise<void> {
    try {
      await settle(id, { shop, agent: store.get().agent, done });
    } catch (error) {
      complain(error);
    }
  }

  /** What to tell the customer: to the clipboard, and into the reply of their open conversation. */
  async function copyAmendment({ conversation_id, text }: Amendment): Promise<void> {
    const copied = await copyText(text);
    const { open: id, typed } = store.get();
    if (id === conversation_id && !typed) store.dispatch({ type: "typed", text });
    store.dispatch({
      type: "noticed",
      text: copied ? t("已复制，发给顾客后点「已告知」") : t("复制不了，请选中文字后复制"),
    });
  }

  function complain(error: unknown): void {
    const text =
      error instanceof ProblemError
        ? isEnglish ? error.problem.detail_en : error.problem.detail
        : t("没有送达，请检查网络后重试");
    store.dispatch({ type: "noticed", text });
  }

  return {
    store,
    shop,
    begin,
    enter,
    open,
    reply,
    take: () => act("take"),
    giveBack: () => act("return"),
    close: () => act("close"),
    settle: settleAmendment,
    copyAmendment,
  };
}
