import { render } from "preact";
import "./style/index.css";
import { askForKeys } from "../shared/KeyDialog";
import { declareLanguage } from "../shared/language";
import { Inbox } from "./Inbox";
import { t } from "./language";
import { knownName } from "./name";
import { createInbox } from "./session";

const shop = new URLSearchParams(location.search).get("shop") ?? "demo";
const page = document.getElementById("page");

declareLanguage(t("守门员 · 人工接待"));
askForKeys();
if (page) {
  const session = createInbox(shop);
  void session.begin(knownName()).then(() => render(<Inbox session={session} />, page));
}
