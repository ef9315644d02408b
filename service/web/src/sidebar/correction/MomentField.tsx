import { t } from "../../shared/language";

interface Props {
  minute: string;
  onSet: (minute: string) => void;
}

/** The minute that prices are for, by the shop's clock; empty: now. */
export function MomentField({ minute, onSet }: Props) {
  return (
    <label class="moment">
      <b>{t("按这个时间算")}</b>
      <input
        type="datetime-local"
        value={minute}
        onInput={(event) => onSet(event.currentTarget.value)}
      />
      {minute === "" && <span class="muted">{t("留空：现在")}</span>}
    </label>
  );
}
