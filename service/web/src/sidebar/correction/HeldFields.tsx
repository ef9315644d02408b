import type { Understood } from "../../api/understood";
import type { Draft, Named } from "./draft";
import { useShopEvent } from "./useShopEvent";
import { t } from "../../shared/language";

interface Props {
  base: Understood;
  draft: Draft;
  shop: string;
  onChange: (change: Partial<Draft>) => void;
}

/** What the buyer holds, among all that the event has; nothing is assumed to be claimed. */
export function HeldFields({ base, draft, shop, onChange }: Props) {
  const { event, trouble } = useShopEvent(shop, base);
  const { coupons, memberships } = event ?? { coupons: [], memberships: [] };
  return (
    <>
      <Choices
        legend={event?.name ? t("买家有的券 · {event}", { event: event.name }) : t("买家有的券")}
        offered={union(coupons, draftOffers(base, "coupon"))}
        chosen={draft.coupons}
        onChange={(chosen) => onChange({ coupons: chosen })}
        nothing={trouble || (event ? t("此刻没有可以用的券") : t("正在取…"))}
      />
      {(memberships.length > 0 || draft.memberships.length > 0) && (
        <Choices
          legend={t("会员")}
          offered={union(memberships, draftOffers(base, "membership"))}
          chosen={draft.memberships}
          onChange={(chosen) => onChange({ memberships: chosen })}
          nothing=""
        />
      )}
    </>
  );
}

interface ChoicesProps {
  legend: string;
  offered: Named[];
  chosen: Named[];
  onChange: (chosen: Named[]) => void;
  nothing: string;
}

function Choices({ legend, offered, chosen, onChange, nothing }: ChoicesProps) {
  const isChosen = (id: string) => chosen.some((one) => one.id === id);
  const others = (id: string) => chosen.filter((one) => one.id !== id);
  return (
    <fieldset>
      <legend>{legend}</legend>
      {offered.length === 0 && <p class="muted">{nothing}</p>}
      {offered.map(({ id, name }) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={isChosen(id)}
            onChange={() => onChange(isChosen(id) ? others(id) : [...chosen, { id, name }])}
          />
          {name}
        </label>
      ))}
    </fieldset>
  );
}

/** What was understood stays on offer, also where the event does not have it. */
function draftOffers({ held = [] }: Understood, kind: "coupon" | "membership"): Named[] {
  return held.filter((one) => one.kind === kind);
}

function union(one: Named[], other: Named[]): Named[] {
  return [...one, ...other.filter(({ id }) => !one.some((known) => known.id === id))];
}
