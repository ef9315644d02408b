import {
  cancelWaiting,
  eventsPath,
  fetchChatShop,
  leaveMessage,
  say as send,
  sendVote,
  type ChatEvent,
  type ChatVote,
} from "../api/chat";
import { ProblemError } from "../api/errors";
import { listen } from "../api/listening";
import { keepToken } from "../api/token";
import { newId } from "../shared/ids";
import { createStore } from "../shared/store";
import { change, type ChatStore } from "./change";
import { keep, recall } from "./kept";
import { t } from "./language";
import { hasPerson, INITIAL } from "./state";
import { troubleOf } from "./trouble";

/** What a customer writes to get a person; the service reads Chinese. */
const PERSON = "转人工";
const HEARD = new Set<string>(["message", "attendance", "vote"]);

export interface Page {
  shop: string;
  /** The product page that the chat was opened on. */
  sku: string;
  /** The shop's token went out of date: whoever gave it may give another. */
  expired: () => void;
}

export type ChatSession = ReturnType<typeof createChat>;

/** Everything a customer can do. */
export function createChat({ shop, sku, expired }: Page) {
  const store: ChatStore = createStore(change, INITIAL);
  let signed = "";
  let stop: (() => void) | null = null;
  let beginning: Promise<unknown> = Promise.resolve();

  /** `token` is the shop's for a customer who is logged in, "" for anybody else. */
  async function open(token = ""): Promise<void> {
    signed = token;
    const kept = recall(shop);
    keepToken(signed || (kept?.session ?? ""));
    try {
      store.dispatch({ type: "opened", shop: await fetchChatShop(shop) });
    } catch (error) {
      store.dispatch({ type: "troubled", trouble: troubleOf(error, "open") });
      return;
    }
    if (kept) {
      store.dispatch({ type: "resumed", conversation: kept.conversation });
      hearAll();
    }
  }

  /** Another token for the same customer; or the first one, of a customer who has just logged in. */
  function identify(token: string): void {
    if (!signed && token) forget();
    signed = token;
    keepToken(token);
    store.dispatch({ type: "troubled", trouble: null });
    if (store.get().conversation) hearAll();
  }

  function hearAll(): void {
    stop?.();
    stop = listen({
      path: () => eventsPath(shop, store.get().conversation ?? "", store.get().heard),
      hear: ({ name, data }) => {
        if (HEARD.has(name)) hear({ ...(JSON.parse(data) as object), name } as ChatEvent);
      },
      connected: (open) => store.dispatch({ type: "connected", open }),
      refused,
    });
  }

  function hear(event: ChatEvent): void {
    store.dispatch({ type: "heard", event });
  }

  function refused(error: ProblemError): void {
    if (error.problem.code === "unknown_conversation") forget();
    else if (error.problem.code === "identity_refused") refuseIdentity(error);
    else store.dispatch({ type: "troubled", trouble: troubleOf(error, "open") });
  }

  function refuseIdentity(error: unknown): void {
    store.dispatch({ type: "troubled", trouble: troubleOf(error, "anonymous") });
    expired();
  }

  function forget(): void {
    stop?.();
    stop = null;
    keep(shop, null);
    if (!signed) keepToken("");
    store.dispatch({ type: "forgotten" });
  }

  /** Goes on without the shop's token. */
  function goAnonymous(): void {
    signed = "";
    forget();
  }

  function say(text: string): void {
    const id = newId();
    store.dispatch({ type: "said", id, text, at: store.get().shop?.now ?? new Date().toISOString() });
    post(id, text);
  }

  /** Under the same id: what did arrive after all is not there twice. */
  function resend(id: string): void {
    const line = store.get().lines.find((one) => one.id === id);
    if (line?.kind !== "message") return;
    store.dispatch({ type: "resent", id });
    post(id, line.text);
  }

  /** The first message makes the conversation; those behind it wait to know which it is. */
  function post(id: string, text: string): void {
    const deliver = async () => {
      const { conversation } = store.get();
      const answer = await send({
        shop,
        text,
        message_id: id,
        ...(conversation && { conversation_id: conversation }),
        ...(sku && { sku }),
      });
      if (answer.session) keepToken(answer.session);
      if (!conversation) keep(shop, { conversation: answer.conversation_id, session: answer.session ?? "" });
      store.dispatch({ type: "answered", answer });
      if (!conversation) hearAll();
    };
    const delivered = store.get().conversation ? deliver() : beginning.then(deliver);
    beginning = delivered.catch((error: unknown) => {
      store.dispatch({ type: "failed", id });
      if (!(error instanceof ProblemError)) return;
      if (error.problem.code === "identity_refused") refuseIdentity(error);
      else store.dispatch({ type: "noticed", text: error.problem.detail });
    });
  }

  function askForPerson(): void {
    if (!hasPerson(store.get())) say(PERSON);
  }

  /** What is done to a conversation that there is; a failure is told and may be tried again. */
  async function tried(what: (conversation: string) => Promise<void>): Promise<void> {
    const { conversation } = store.get();
    if (!conversation) return;
    await what(conversation).catch((error: unknown) => {
      if (error instanceof ProblemError) refused(error);
      else store.dispatch({ type: "noticed", text: t("没有送达，请检查网络后重试") });
    });
  }

  const cancel = () =>
    tried(async (conversation) => {
      const attendance = await cancelWaiting(shop, conversation);
      store.dispatch({ type: "attended", attendance });
    });

  const leave = (text: string) =>
    tried(async (conversation) => {
      const attendance = await leaveMessage(shop, conversation, text, newId());
      store.dispatch({ type: "leaving", open: false });
      store.dispatch({ type: "attended", attendance });
    });

  const vote = (id: string, given: ChatVote) =>
    tried(async (conversation) => {
      const attendance = await sendVote(shop, conversation, id, given);
      store.dispatch({ type: "voted", id, vote: given });
      store.dispatch({ type: "attended", attendance });
    });

  return { store, open, identify, goAnonymous, say, resend, askForPerson, cancel, leave, vote };
}
