import { searchScripts } from "../api/shop";
import { Icon } from "../shared/icons";
import { useCombobox } from "../shared/useCombobox";
import { Hits } from "./Hits";
import { SEARCH_ID } from "./keys";
import type { Session } from "./session";
import { t } from "../shared/language";

/** 搜话术: what is found becomes a suggestion. */
export function ScriptSearch({ session, alone }: { session: Session; alone: boolean }) {
  const box = useCombobox(searchScripts, session.shop, (hit) =>
    session.store.dispatch({ type: "picked", hit }),
  );
  const { words, active, open, hits, trouble, type, pick, onKeyDown } = box;
  return (
    <div class="search">
      {open && <Hits hits={hits} trouble={trouble} active={active} onPick={pick} />}
      <input
        id={SEARCH_ID}
        type="text"
        role="combobox"
        autocomplete="off"
        aria-label={t("搜话术")}
        aria-expanded={open}
        aria-controls="hits"
        aria-autocomplete="list"
        aria-activedescendant={open && hits.length ? `hit-${active}` : undefined}
        placeholder={t("搜话术（按 /）")}
        value={words}
        onInput={(event) => type(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {alone && (
        <button type="button" class="button small" onClick={session.restart}>
          <Icon name="plus" />
          {t("新会话")}
        </button>
      )}
    </div>
  );
}
