import { searchProducts } from "../../api/shop";
import type { Product } from "../../api/wire";
import { useCombobox } from "../../shared/useCombobox";
import { t } from "../../shared/language";

interface Props {
  shop: string;
  onPick: (sku: string, title: string) => void;
}

/** Adds a product by part of its name, an alias or its code. */
export function ProductPicker({ shop, onPick }: Props) {
  const box = useCombobox<Product>(searchProducts, shop, ({ sku, title }) => onPick(sku, title));
  const { words, active, open, hits, trouble, type, pick, onKeyDown } = box;

  /** Enter is for picking: it never saves the form from here. */
  function onKey(event: KeyboardEvent): void {
    onKeyDown(event);
    if (event.key === "Enter" && !event.ctrlKey) event.preventDefault();
  }

  return (
    <div class="picker">
      <input
        type="text"
        role="combobox"
        autocomplete="off"
        aria-label={t("添加商品")}
        aria-expanded={open}
        aria-controls="products"
        aria-autocomplete="list"
        aria-activedescendant={open && hits.length ? `product-${active}` : undefined}
        placeholder={t("添加商品：名称、叫法或编码")}
        value={words}
        onInput={(event) => type(event.currentTarget.value)}
        onKeyDown={onKey}
      />
      {open && hits.length === 0 && (
        <p id="products" class="muted" role="status">
          {trouble || t("没有找到商品")}
        </p>
      )}
      {open && hits.length > 0 && (
        <ul id="products" class="found" role="listbox" aria-label={t("找到的商品")}>
          {hits.map((product, position) => (
            <li
              key={product.sku}
              id={`product-${position}`}
              role="option"
              aria-selected={position === active}
              // The field keeps the focus, as in the script search.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => pick(product)}
            >
              {product.title}
              <small>
                {product.sku} · {t("标价")} ¥{product.list_price}
              </small>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
