import { render } from "preact";
import "./style/index.css";
import { askForKeys } from "../shared/KeyDialog";
import { declareLanguage } from "../shared/language";
import { Console } from "./Console";
import { t } from "./language";

const shop = new URLSearchParams(location.search).get("shop") ?? "demo";
const page = document.getElementById("page");

declareLanguage(t("守门员 · 训练与运营台"));
// A file dropped beside its place would replace the page.
for (const name of ["dragover", "drop"]) {
  window.addEventListener(name, (event) => event.preventDefault());
}
askForKeys();
if (page) render(<Console shop={shop} />, page);
