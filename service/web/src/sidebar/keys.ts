import { useEffect } from "preact/hooks";
import { isComposing } from "../shared/composing";
import type { Session } from "./session";

export interface Key {
  label: string;
  does: string;
  matches: (event: KeyboardEvent) => boolean;
  run: (session: Session, event: KeyboardEvent) => void;
}

export const SEARCH_ID = "script-search";

/** Every key of the page, once. Letters by their place: with Alt, some systems type other signs. */
export const KEYS: Key[] = [
  {
    label: "Ctrl+Enter",
    does: "采用并记入对话",
    matches: (event) => event.ctrlKey && !event.shiftKey && event.key === "Enter",
    run: (session) => session.adopt(),
  },
  {
    label: "Alt+1 2 3",
    does: "选择建议",
    matches: (event) => isAlt(event) && /^Digit[123]$/.test(event.code),
    run: (session, event) => session.select(Number(event.code.slice(-1)) - 1),
  },
  {
    label: "Alt+C",
    does: "复制",
    matches: (event) => isAlt(event) && event.code === "KeyC",
    run: (session) => void session.copy(),
  },
  {
    label: "Alt+R",
    does: "重新生成",
    matches: (event) => isAlt(event) && event.code === "KeyR",
    run: (session) => session.ask(),
  },
  {
    label: "Alt+G",
    does: "更正识别到的内容",
    matches: (event) => isAlt(event) && event.code === "KeyG",
    run: (session) => session.openCorrection(),
  },
  {
    label: "Alt+P",
    does: "展开或收起价格",
    matches: (event) => isAlt(event) && event.code === "KeyP",
    run: (session) => session.store.dispatch({ type: "priceToggled" }),
  },
  {
    label: "Alt+↑",
    does: "有用",
    matches: (event) => isAlt(event) && event.key === "ArrowUp",
    run: (session) => session.like(),
  },
  {
    label: "Alt+↓",
    does: "没用，选择原因",
    matches: (event) => isAlt(event) && event.key === "ArrowDown",
    run: (session) => session.askWhyRejected(),
  },
  {
    label: "/",
    does: "搜话术（↑ ↓ 选择，回车填入）",
    matches: (event) => event.key === "/" && !isTyping(event),
    run: () => document.getElementById(SEARCH_ID)?.focus(),
  },
  {
    label: "Esc",
    does: "停止生成",
    matches: (event) => event.key === "Escape",
    run: (session) => session.stop(),
  },
  {
    label: "?",
    does: "打开这张表",
    matches: (event) => event.key === "?" && !isTyping(event),
    run: (session) => session.store.dispatch({ type: "helpToggled", open: true }),
  },
];

/** Listens for the keys, except while an input method composes or a dialog is open. */
export function useKeys(session: Session): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (isComposing(event) || document.querySelector("dialog[open]")) return;
      const key = KEYS.find(({ matches }) => matches(event));
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
