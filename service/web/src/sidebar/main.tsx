import { getJson } from "../api/request";
import type { Embedding } from "../api/wire";
import { followChatwoot } from "../embed/chatwoot";
import { createGuest } from "../embed/guest";
import type { Host } from "./host";
import { mount } from "./mount";

const shop = new URLSearchParams(location.search).get("shop") ?? "demo";
const page = document.getElementById("page");
let host: Host | null = null;

if (page) {
  const sidebar = mount(page, shop, () => host);
  if (window.parent !== window) {
    void getJson<Embedding>("/v1/embedding").then(({ origins }) => {
      host = createGuest(window.parent, origins, {
        hello: ({ token, ...can }) => sidebar.hello(can, token),
        context: sidebar.context,
      });
      followChatwoot(window.parent, origins, sidebar.context);
    });
  }
}
