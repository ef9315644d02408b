import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Understood } from "../../api/understood";
import { isComposing } from "../../shared/composing";
import type { Session } from "../session";
import { awaitsReply, type SidebarState } from "../state";
import { BasketFields } from "./BasketFields";
import { DepositFields } from "./DepositFields";
import { draftOf, type Draft } from "./draft";
import { HeldFields } from "./HeldFields";
import { MomentField } from "./MomentField";
import { t } from "../../shared/language";

interface Props {
  id: string;
  /** What had been understood when the form was opened. */
  base: Understood;
  state: SidebarState;
  session: Session;
}

/** 更正: what was misread is set right in one go. Enter saves, Esc leaves all as it was. */
export function CorrectionForm({ id, base, state, session }: Props) {
  const [draft, setDraft] = useState(() => draftOf(base));
  const form = useRef<HTMLFormElement>(null);
  const set = (change: Partial<Draft>) => setDraft((now) => ({ ...now, ...change }));

  useLayoutEffect(() => {
    const first = form.current?.querySelector<HTMLElement>("input, .chip");
    first?.focus();
    if (first instanceof HTMLInputElement) first.select();
    form.current?.scrollIntoView({ block: "nearest" });
  }, []);

  function onKeyDown(event: KeyboardEvent): void {
    if (isComposing(event)) return;
    const saves = event.ctrlKey && event.key === "Enter";
    if (!saves && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    if (saves) form.current?.requestSubmit();
    else session.closeCorrection();
  }

  return (
    <form
      id={id}
      ref={form}
      class="correction"
      aria-label={t("更正识别到的内容")}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        session.correct(draft);
      }}
    >
      <BasketFields
        products={draft.products}
        base={base}
        turns={state.turns}
        shop={session.shop}
        onChange={(products) => set({ products })}
      />
      <HeldFields base={base} draft={draft} shop={session.shop} onChange={set} />
      <DepositFields chosen={draft.deposit} onChoose={(deposit) => set({ deposit })} />
      <MomentField minute={draft.moment} onSet={(moment) => set({ moment })} />
      <div class="actions">
        <button type="submit" class="button primary">
          {awaitsReply(state) ? t("保存并重算") : t("保存")}
        </button>
        <button type="button" class="button" title="Esc" onClick={session.closeCorrection}>
          {t("取消")}
        </button>
      </div>
    </form>
  );
}
