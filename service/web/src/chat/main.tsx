import { render } from "preact";
import "./style/index.css";
import { isComposing } from "../shared/composing";
import { declareLanguage } from "../shared/language";
import { Chat } from "./Chat";
import { t } from "./language";
import { createChat } from "./session";
import { createShopPage } from "./shopPage";

/** `/chat/SHOP?sku=…#token=…`: the token stands where no server and no log sees it. */
const shop = decodeURIComponent(location.pathname.split("/")[2] || "demo");
const sku = new URLSearchParams(location.search).get("sku") ?? "";
const page = document.getElementById("page");

declareLanguage(t("在线客服"));
if (page) begin(page);

function begin(page: HTMLElement): void {
  const around = window.parent === window ? null : createShopPage(window.parent);
  const session = createChat({ shop, sku, expired: () => around?.expired() });
  render(<Chat session={session} onClose={around && around.close} />, page);
  if (around) {
    around.listen((token) => session.identify(token));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !isComposing(event)) around.close();
    });
  }
  const token = around ? around.first : Promise.resolve(tokenInAddress());
  void token.then((given) => session.open(given));
}

function tokenInAddress(): string {
  const token = new URLSearchParams(location.hash.slice(1)).get("token") ?? "";
  if (token) history.replaceState(null, "", location.pathname + location.search);
  return token;
}
