import { useState } from "preact/hooks";
import { isComposing } from "./composing";
import { useSearch } from "./useSearch";

type Search<Hit> = (shop: string, words: string, signal: AbortSignal) => Promise<Hit[]>;

/**
 * A field that finds while one types: ↑ ↓ choose, Enter takes the hit and empties the field, Esc
 * only empties it. Keys of an empty field are left to the page.
 */
export function useCombobox<Hit>(search: Search<Hit>, shop: string, onPick: (hit: Hit) => void) {
  const [words, setWords] = useState("");
  const [active, setActive] = useState(0);
  const { hits, trouble } = useSearch(search, shop, words);
  const open = words.trim() !== "" && (hits !== null || trouble !== "");

  function type(value: string): void {
    setWords(value);
    setActive(0);
  }

  function pick(hit: Hit | undefined): void {
    if (!hit) return;
    type("");
    onPick(hit);
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

  return { words, active, open, hits: hits ?? [], trouble, type, pick, onKeyDown };
}
