import { useEffect } from "preact/hooks";
import { isComposing } from "../shared/composing";
import type { Capabilities } from "./host";
import type { Session } from "./session";
import { t } from "../shared/language";

export interface Key {
  label: string;
  does: string;
  /** Left out: always. */
  available?: (can: Capabilities) => boolean;
  matches: (event: KeyboardEvent) => boolean;
  run: (session: Session, event: KeyboardEvent) => void;
}

export const SEARCH_ID = "script-search";

/** Every key of the page, once. Letters by their place: with Alt, some systems type other signs. */
const KEYS: Key[] = [
  {
    label: "Ctrl+Enter",
    does: t("插入；没有输入框时采用并记入对话"),
    matches: (event) => event.ctrlKey && !event.shiftKey && event.key === "Enter",
    run: (session) => void session.use(),
  },
  {
    label: "Ctrl+Shift+Enter",
    does: t("插入并发送"),
    available: (can) => can.send,
    matches: (event) => event.ctrlKey && event.shiftKey && event.key === "Enter",
    run: (session) => void session.sendNow(),
  },
  {
    label: "Alt+1 2 3",
    does: t("选择建议"),
    matches: (event) => isAlt(event) && /^Digit[123]$/.test(event.code),
    run: (session, event) => session.select(Number(event.code.slice(-1)) - 1),
  },
  {
    label: "Alt+C",
    does: t("复制"),
    matches: (event) => isAlt(event) && event.code === "KeyC",
    run: (session) => void session.copy(),
  },
  {
    label: "Alt+R",
    does: t("重新生成"),
    matches: (event) => isAlt(event) && event.code === "KeyR",
    run: (session) => session.ask(),
  },
  {
    label: "Alt+G",
    does: t("更正识别到的内容"),
    matches: (event) => isAlt(event) && event.code === "KeyG",
    run: (session) => session.openCorrection(),
  },
  {
    label: "Alt+P",
    does: t("展开或收起价格"),
    matches: (event) => isAlt(event) && event.code === "KeyP",
    run: (session) => session.store.dispatch({ type: "priceToggled" }),
  },
  {
    label: "Alt+↑",
    does: t("有用"),
    matches: (event) => isAlt(event) && event.key === "ArrowUp",
    run: (session) => session.like(),
  },
  {
    label: "Alt+↓",
    does: t("没用，选择原因"),
    matches: (event) => isAlt(event) && event.key === "ArrowDown",
    run: (session) => session.askWhyRejected(),
  },
  {
    label: "/",
    does: t("搜话术（↑ ↓ 选择，回车填入）"),
    matches: (event) => event.key === "/" && !isTyping(event),
    run: () => document.getElementById(SEARCH_ID)?.focus(),
  },
  {
    label: "Esc",
    does: t("停止生成"),
    matches: (event) => event.key === "Escape",
    run: (session) => session.stop(),
  },
  {
    label: "?",
    does: t("打开这张表"),
    matches: (event) => event.key === "?" && !isTyping(event),
    run: (session) => session.store.dispatch({ type: "helpToggled", open: true }),
  },
];

/** The keys that the workbench around the page leaves room for. */
export function keysFor(can: Capabilities): Key[] {
  return KEYS.filter(({ available }) => available?.(can) ?? true);
}

/** Listens for the keys, except while an input method composes or a dialog is open. */
export function useKeys(session: Session): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (isComposing(event) || document.querySelector("dialog[open]")) return;
      const { can } = session.store.get();
      const key = keysFor(can).find(({ matches }) => matches(event));
      if (!key) return;
      event.preventDefault();
      key.run(session, event);
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [session]);
}

function isAlt(event: KeyboardEvent): boolean {
  return event.altKey && !event.ctrlKey && !event.metaKey;
}

function isTyping({ target }: KeyboardEvent): boolean {
  return target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
}
