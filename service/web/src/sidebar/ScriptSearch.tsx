import { useState } from "preact/hooks";
import { isComposing } from "../shared/composing";
import { Icon } from "../shared/icons";
import type { Hit } from "../api/wire";
import { Hits } from "./Hits";
import { SEARCH_ID } from "./keys";
import type { Session } from "./session";
import { useScriptHits } from "./useScriptHits";

/** 搜话术: ↑ ↓ choose, Enter takes the hit as a suggestion, Esc closes. */
export function ScriptSearch({ session }: { session: Session }) {
  const [words, setWords] = useState("");
  const [active, setActive] = useState(0);
  const { hits, trouble } = useScriptHits(session.shop, words);
  const open = words.trim() !== "" && (hits !== null || trouble !== "");

  function type(value: string): void {
    setWords(value);
    setActive(0);
  }

  function pick(hit: Hit | undefined): void {
    if (!hit) return;
    type("");
    session.store.dispatch({ type: "picked", hit });
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (isComposing(event) || words === "") return;
    const count = hits?.length ?? 0;
    const taken: Record<string, () => void> = {
      ArrowDown: () => setActive(count ? (active + 1) % count : 0),
      ArrowUp: () => setActive(count ? (active - 1 + count) % count : 0),
      Enter: () => pick(hits?.[active]),
      Escape: () => type(""),
    };
    const act = event.altKey || event.ctrlKey ? undefined : taken[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  return (
    <div class="search">
      {open && <Hits hits={hits ?? []} trouble={trouble} active={active} onPick={pick} />}
      <input
        id={SEARCH_ID}
        type="text"
        role="combobox"
        autocomplete="off"
        aria-label="搜话术"
        aria-expanded={open}
        aria-controls="hits"
        aria-autocomplete="list"
        aria-activedescendant={open && hits?.length ? `hit-${active}` : undefined}
        placeholder="搜话术（按 /）"
        value={words}
        onInput={(event) => type(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <button type="button" class="button small" onClick={session.restart}>
        <Icon name="fresh" />
        新会话
      </button>
    </div>
  );
}
