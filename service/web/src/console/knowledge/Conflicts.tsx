import { spanOf } from "../../shared/time";
import { t } from "../language";
import type { Conflict, RuleFault, Side } from "./api";
import type { Report } from "./useReport";
import { CONFLICT_WORDS } from "./words";

/** What contradicts what, both places side by side; the trainer decides, nothing is decided here. */
export function Conflicts({ report, onMore }: { report: Report; onMore: () => void }) {
  const { conflicts, conflictsTotal, rules } = report;
  if (conflictsTotal === 0 && rules.length === 0) return null;
  return (
    <div class="conflicts">
      {rules.length > 0 && (
        <>
          <h3>{t("商品表和优惠规则 {n} 处", { n: rules.length })}</h3>
          <ul class="plain">
            {rules.map((fault) => (
              <li key={`${fault.file} ${fault.where} ${fault.remedy}`}>{faultText(fault)}</li>
            ))}
          </ul>
        </>
      )}
      {conflictsTotal > 0 && (
        <>
          <h3>{t("互相矛盾 {n} 处", { n: conflictsTotal })}</h3>
          <ol aria-label={t("互相矛盾的地方")}>
            {conflicts.map((conflict, at) => (
              <li key={at}>
                <Clash conflict={conflict} />
              </li>
            ))}
          </ol>
          {conflicts.length < conflictsTotal && (
            <button type="button" class="button small" onClick={onMore}>
              {t("再看 {n} 处", { n: Math.min(50, conflictsTotal - conflicts.length) })}
            </button>
          )}
        </>
      )}
    </div>
  );
}

function Clash({ conflict }: { conflict: Conflict }) {
  const { kind, about, one, other, skus, valid_from, valid_to } = conflict;
  return (
    <article class="clash">
      <p>
        <span class="badge medium">{CONFLICT_WORDS[kind]}</span> <b>{about}</b>{" "}
        <small>
          {skus.length ? skus.join("、") : t("全店")} · {spanOf(valid_from, valid_to)}
        </small>
      </p>
      <div class="sides">
        <Place side={one} />
        <Place side={other} />
      </div>
    </article>
  );
}

function Place({ side }: { side: Side }) {
  return (
    <div>
      <small>{side.place.label}</small>
      <p>{side.text}</p>
    </div>
  );
}

const faultText = ({ file, where, remedy }: RuleFault): string =>
  [file, where, remedy].filter(Boolean).join(" · ");
