import { useEffect, useState } from "preact/hooks";
import { fetchEvent } from "../../api/shop";
import type { Understood } from "../../api/understood";
import type { ShopEvent } from "../../api/wire";
import { t } from "../../shared/language";

interface Found {
  event: ShopEvent | null;
  trouble: string;
}

/** The event that prices are for: the one asked about, else that of the minute asked about. */
export function useShopEvent(shop: string, { event: id = "", moment }: Understood): Found {
  const [found, setFound] = useState<Found>({ event: null, trouble: "" });
  const at = moment?.value ?? "";
  useEffect(() => {
    const aborting = new AbortController();
    fetchEvent(shop, at ? "" : id, at, aborting.signal).then(
      (event) => setFound({ event, trouble: "" }),
      () =>
        aborting.signal.aborted ||
        setFound({ event: null, trouble: t("没有取到活动的券，请关闭后重新打开") }),
    );
    return () => aborting.abort();
  }, [shop, id, at]);
  return found;
}
