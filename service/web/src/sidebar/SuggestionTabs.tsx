import type { Candidate, SidebarState } from "./state";
import { t } from "../shared/language";

interface Props {
  state: SidebarState;
  onSelect: (position: number) => void;
}

/** Tabs 1–3, and one for a script found by searching; ← and → move between them. */
export function SuggestionTabs({ state, onSelect }: Props) {
  const { candidates, selected } = state;

  function move(event: KeyboardEvent): void {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step || event.altKey) return;
    event.preventDefault();
    const from = candidates.findIndex(({ id }) => id === selected);
    const to = (from + step + candidates.length) % candidates.length;
    onSelect(to);
    const tabs = (event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>("[role=tab]");
    tabs[to]?.focus();
  }

  return (
    <div class="tabs" role="tablist" aria-label={t("建议")} onKeyDown={move}>
      {candidates.map((candidate, position) => (
        <button
          key={candidate.id}
          id={`tab-${candidate.id}`}
          type="button"
          role="tab"
          aria-selected={candidate.id === selected}
          aria-controls="suggestion"
          tabIndex={candidate.id === selected ? 0 : -1}
          title={candidate.local ? t("搜到的话术") : `Alt+${position + 1}`}
          onClick={() => onSelect(position)}
        >
          {labelOf(candidate, position)}
        </button>
      ))}
    </div>
  );
}

function labelOf({ local, final }: Candidate, position: number): string {
  if (local) return t("话术");
  return t("建议{n}", { n: position + 1 }) + (final ? "" : "…");
}
