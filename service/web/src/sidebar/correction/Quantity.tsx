import { Icon } from "../../shared/icons";
import { t } from "../../shared/language";

const MOST = 9_999;

interface Props {
  sku: string;
  title: string;
  quantity: number;
  onCount: (quantity: number) => void;
  onRemove: () => void;
}

/** How many of a product; ↑ and ↓ in the field do what the buttons beside it do. */
export function Quantity({ sku, title, quantity, onCount, onRemove }: Props) {
  return (
    <span class="quantity">
      <Step icon="minus" label={t("减少 {title}", { title })} to={quantity - 1} onCount={onCount} />
      <input
        type="number"
        inputMode="numeric"
        required
        min={1}
        max={MOST}
        step={1}
        data-sku={sku}
        aria-label={t("数量 {title}", { title })}
        value={Number.isNaN(quantity) ? "" : quantity}
        onInput={(event) => onCount(event.currentTarget.valueAsNumber)}
      />
      <Step icon="plus" label={t("增加 {title}", { title })} to={quantity + 1} onCount={onCount} />
      <button type="button" class="icon-button" aria-label={t("移除 {title}", { title })} onClick={onRemove}>
        <Icon name="remove" />
      </button>
    </span>
  );
}

function Step({
  icon,
  label,
  to,
  onCount,
}: {
  icon: "minus" | "plus";
  label: string;
  to: number;
  onCount: (quantity: number) => void;
}) {
  return (
    <button
      type="button"
      class="icon-button"
      tabIndex={-1}
      aria-label={label}
      disabled={!(to >= 1 && to <= MOST)}
      onClick={() => onCount(to)}
    >
      <Icon name={icon} />
    </button>
  );
}
