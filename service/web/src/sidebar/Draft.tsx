import { useAutosize } from "../shared/autosize";
import type { SidebarStore } from "./change";
import { draftOf, isEdited, type Candidate, type SidebarState } from "./state";
import { t } from "../shared/language";

interface Props {
  state: SidebarState;
  candidate: Candidate;
  store: SidebarStore;
}

/** The reply, edited in place; read-only while sentences are still coming. */
export function Draft({ state, candidate, store }: Props) {
  const { id } = candidate;
  const text = draftOf(state, candidate);
  const area = useAutosize(text);
  return (
    <>
      <textarea
        ref={area}
        class="draft"
        aria-label={t("建议回复内容，可修改")}
        rows={3}
        readOnly={!candidate.final}
        value={text}
        onInput={(event) => store.dispatch({ type: "edited", id, text: event.currentTarget.value })}
      />
      {isEdited(state, candidate) && (
        <p class="edited muted">
          {t("已改动")}
        </p>
      )}
    </>
  );
}
