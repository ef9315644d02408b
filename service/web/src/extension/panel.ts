/** The side panel: the sidebar beside the workbench in the active tab. */

import { setService } from "../api/serviceUrl";
import type { Handoff } from "../api/wire";
import type { Host } from "../sidebar/host";
import { mount, type Mounted } from "../sidebar/mount";
import type { Seen, ToPage, ToPanel } from "./messages";

const DEFAULT_SERVICE = "http://127.0.0.1:8350";
const NOTHING: Seen = { insert: false, send: false, context: null };

const query = new URLSearchParams(location.search);
/** A tab may be named, to look at a workbench from a window of one's own. */
const named = Number(query.get("tab")) || null;
let tab: number | null = null;

async function tell<Answer>(message: ToPage, otherwise: Answer): Promise<Answer> {
  if (tab === null) return otherwise;
  // A page without our script does not answer.
  return chrome.tabs.sendMessage(tab, message).then((answer) => answer as Answer, () => otherwise);
}

const host: Host = {
  insert: (text) => tell({ kind: "insert", text }, false),
  send: (text) => tell({ kind: "send", text }, false),
  handOff: (_: Handoff) => undefined,
};

async function look(sidebar: Mounted): Promise<void> {
  const [active] = await chrome.tabs.query({ active: true, currentWindow: true });
  tab = named ?? active?.id ?? null;
  const { context, ...can } = await tell<Seen>({ kind: "look" }, NOTHING);
  sidebar.hello(can);
  if (context) sidebar.context(context);
}

async function begin(page: HTMLElement): Promise<void> {
  const kept = await chrome.storage.local.get(["service", "shop"]);
  setService(query.get("service") ?? kept["service"] ?? DEFAULT_SERVICE);
  const sidebar = mount(page, query.get("shop") ?? kept["shop"] ?? "demo", () => host);
  chrome.runtime.onMessage.addListener((message: ToPanel, sender) => {
    if (sender.tab?.id === tab && message.kind === "context") sidebar.context(message.context);
  });
  chrome.tabs.onActivated.addListener(() => void look(sidebar));
  chrome.tabs.onUpdated.addListener((id, { status }) => {
    if (id === tab && status === "complete") void look(sidebar);
  });
  await look(sidebar);
}

const page = document.getElementById("page");
if (page) void begin(page);
