import { useLayoutEffect, useRef } from "preact/hooks";
import type { Understood } from "../../api/understood";
import type { Turn } from "../../api/wire";
import { groundOf } from "../source";
import type { Draft } from "./draft";
import { ProductPicker } from "./ProductPicker";
import { Quantity } from "./Quantity";
import { t } from "../../shared/language";

type Products = Draft["products"];

interface Props {
  products: Products;
  base: Understood;
  turns: Turn[];
  shop: string;
  onChange: (products: Products) => void;
}

/** The basket: how many of each, one out, one more in. */
export function BasketFields({ products, base, turns, shop, onChange }: Props) {
  const fields = useRef<HTMLFieldSetElement>(null);
  const next = useRef<string | null>(null);

  // A field that comes or goes hands the focus on: to what was added, or to what follows.
  useLayoutEffect(() => {
    if (next.current === null) return;
    const input = fields.current?.querySelector<HTMLInputElement>(next.current);
    next.current = null;
    input?.focus();
    input?.select();
  }, [products]);

  function add(sku: string, title: string): void {
    next.current = fieldOf(sku);
    const known = products.some((product) => product.sku === sku);
    onChange(known ? [...products] : [...products, { sku, title, quantity: 1 }]);
  }

  function remove(position: number): void {
    const follows = products[position + 1] ?? products[position - 1];
    next.current = follows ? fieldOf(follows.sku) : "[role=combobox]";
    onChange(products.filter((_, other) => other !== position));
  }

  function count(position: number, quantity: number): void {
    onChange(products.map((one, other) => (other === position ? { ...one, quantity } : one)));
  }

  return (
    <fieldset ref={fields}>
      <legend>{t("商品")}</legend>
      {products.length === 0 && <p class="muted">{t("没有商品")}</p>}
      <ul class="basket">
        {products.map(({ sku, title, quantity }, position) => (
          <li key={sku}>
            <span class="two-lines" title={`${title}（${sku}）`}>
              {title}
            </span>
            <Quantity
              sku={sku}
              title={title}
              quantity={quantity}
              onCount={(number) => count(position, number)}
              onRemove={() => remove(position)}
            />
            <small title={sourceIn(base, sku, turns)}>{sourceIn(base, sku, turns)}</small>
          </li>
        ))}
      </ul>
      <Choices base={base} products={products} onPick={add} />
      <ProductPicker shop={shop} onPick={add} />
    </fieldset>
  );
}

/** Where the service has the product from. */
function sourceIn({ products = [] }: Understood, sku: string, turns: Turn[]): string {
  const item = products.find((product) => product.sku === sku);
  return item ? groundOf(item, turns) : t("现在加入");
}

/** What the service would ask back: one press answers for the buyer. */
function Choices({
  base: { open },
  products,
  onPick,
}: {
  base: Understood;
  products: Products;
  onPick: (sku: string, title: string) => void;
}) {
  if (open?.kind !== "product") return null;
  const named = open.choices.map((sku, position) => ({ sku, title: open.names[position] ?? sku }));
  const left = named.filter(({ sku }) => !products.some((product) => product.sku === sku));
  return (
    <ul class="chips" aria-label={t("待确认的商品")}>
      {left.map(({ sku, title }) => (
        <li key={sku}>
          <button type="button" class="chip" onClick={() => onPick(sku, title)}>
            {t("加入 {title}", { title })}
          </button>
        </li>
      ))}
    </ul>
  );
}

const fieldOf = (sku: string): string => `[data-sku="${CSS.escape(sku)}"]`;
