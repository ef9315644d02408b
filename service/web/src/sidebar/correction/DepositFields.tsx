import type { Deposit } from "../../api/understood";
import { DEPOSITS } from "../words";
import { t } from "../../shared/language";

interface Props {
  chosen: Deposit | null;
  onChoose: (deposit: Deposit) => void;
}

/** Where the buyer stands with the deposit 定金. */
export function DepositFields({ chosen, onChoose }: Props) {
  return (
    <fieldset class="in-line">
      <legend>{t("定金")}</legend>
      {(Object.keys(DEPOSITS) as Deposit[]).map((deposit) => (
        <label key={deposit}>
          <input
            type="radio"
            name="deposit"
            checked={chosen === deposit}
            onChange={() => onChoose(deposit)}
          />
          {DEPOSITS[deposit]}
        </label>
      ))}
    </fieldset>
  );
}
