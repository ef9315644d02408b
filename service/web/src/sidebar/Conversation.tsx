import { useLayoutEffect, useRef } from "preact/hooks";
import type { Turn } from "../api/wire";
import { SPEAKERS } from "./words";
import { t } from "../shared/language";

/** Every turn, scrolled to the newest. */
export function Conversation({ turns, open }: { turns: Turn[]; open: boolean }) {
  const list = useRef<HTMLOListElement>(null);
  useLayoutEffect(() => {
    if (open && list.current) list.current.scrollTop = list.current.scrollHeight;
  }, [open, turns.length]);
  return (
    <ol
      id="conversation"
      class="conversation"
      hidden={!open}
      ref={list}
      tabIndex={0}
      aria-label={t("全部消息")}
    >
      {turns.map(({ role, text }, position) => (
        <li key={position} class={`turn ${role}`}>
          <span class="visually-hidden">{SPEAKERS[role]}：</span>
          {text}
        </li>
      ))}
    </ol>
  );
}
