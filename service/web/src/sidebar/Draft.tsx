import { useAutosize } from "../shared/autosize";
import type { SidebarStore } from "./change";
import { draftOf, isEdited, type Candidate, type SidebarState } from "./state";

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
        aria-label="建议回复内容，可修改"
        rows={3}
        readOnly={!candidate.final}
        value={text}
        onInput={(event) => store.dispatch({ type: "edited", id, text: event.currentTarget.value })}
      />
      {isEdited(state, candidate) && (
        <p class="edited muted">
          已改动
          <button
            type="button"
            class="link"
            onClick={() => store.dispatch({ type: "restored", id })}
          >
            还原
          </button>
        </p>
      )}
    </>
  );
}
