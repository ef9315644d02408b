/**
 * Chatwoot's side of a dashboard app, as it documents it: the app asks with the plain text
 * `chatwoot-dashboard-app:fetch-info`, and is told (also when an agent opens another conversation) a
 * JSON text `{event: "appContext", data: {conversation, contact, currentAgent}}`. It tells of no new
 * message by itself and has no way to insert a reply: it is asked again, and the reply is copied.
 */

import type { Turn } from "../api/wire";
import type { HostContext } from "../sidebar/host";
import { contextFrom } from "./protocol";

export const FETCH_INFO = "chatwoot-dashboard-app:fetch-info";

/** A new message is noticed within so long. */
const ASK_AGAIN_MILLISECONDS = 3_000;

type Fields = Record<string, unknown>;

/** Listens to a Chatwoot around this iframe, if one of `origins` is it. */
export function followChatwoot(
  dashboard: Window,
  origins: string[],
  follow: (context: HostContext) => void,
): void {
  let origin = "";
  window.addEventListener("message", (event) => {
    if (event.source !== dashboard || !origins.includes(event.origin)) return;
    const context = contextFromChatwoot(event.data);
    if (!context) return;
    if (!origin) setInterval(ask, ASK_AGAIN_MILLISECONDS);
    origin = event.origin;
    follow(context);
  });

  function ask(): void {
    if (!document.hidden) dashboard.postMessage(FETCH_INFO, origin);
  }

  origins.forEach((allowed) => dashboard.postMessage(FETCH_INFO, allowed));
}

/** Its conversation as any other workbench's; null for a message that is not Chatwoot's. */
export function contextFromChatwoot(data: unknown): HostContext | null {
  const { event, data: told } = parsed(data);
  if (event !== "appContext") return null;
  const { conversation, contact } = fieldsOf(told);
  const { id, messages, meta } = fieldsOf(conversation);
  if (typeof id !== "number" || !Array.isArray(messages)) return null;
  const name = fieldsOf(contact)["name"] ?? fieldsOf(fieldsOf(meta)["sender"])["name"];
  return contextFrom({
    conversation: `chatwoot-${id}`,
    buyer: masked(name),
    turns: messages.map(turnOf).filter(Boolean),
  });
}

/** Incoming, outgoing, activity and template are 0 to 3; a private note is for agents alone. */
function turnOf(message: unknown): Turn | null {
  const { content, message_type, private: note, sender } = fieldsOf(message);
  if (note === true || typeof content !== "string") return null;
  if (message_type === 0) return { role: "customer", text: content };
  if (message_type !== 1 && message_type !== 3) return null;
  const bot = message_type === 3 || fieldsOf(sender)["type"] === "agent_bot";
  return { role: bot ? "bot" : "agent", text: content };
}

/** t***8: Chatwoot gives the name as it is. */
function masked(name: unknown): string {
  if (typeof name !== "string" || name.length < 2) return "";
  return `${name.slice(0, 1)}***${name.slice(-1)}`;
}

function parsed(data: unknown): Fields {
  if (typeof data !== "string" || !data.startsWith("{")) return {};
  try {
    return fieldsOf(JSON.parse(data));
  } catch {
    return {};
  }
}

function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}
