import { useEffect, useRef } from "preact/hooks";
import type { Hit } from "../api/wire";
import { t } from "../shared/language";

interface Props {
  hits: Hit[];
  trouble: string;
  active: number;
  onPick: (hit: Hit) => void;
}

/** What the search found, opening upwards. */
export function Hits({ hits, trouble, active, onPick }: Props) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: "nearest" });
  }, [active, hits]);
  if (hits.length === 0) {
    return (
      <p id="hits" class="hits nothing" role="status">
        {trouble || t("没有找到相关话术")}
      </p>
    );
  }
  return (
    <ul id="hits" class="hits" role="listbox" aria-label={t("搜到的话术")} ref={list}>
      {hits.map((hit, position) => (
        <li
          key={position}
          id={`hit-${position}`}
          role="option"
          aria-selected={position === active}
          // The field keeps the focus, or the list would close before the click arrives.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onPick(hit)}
        >
          <b>{hit.question || hit.citation.document}</b>
          <span class="two-lines">{hit.text}</span>
        </li>
      ))}
    </ul>
  );
}
