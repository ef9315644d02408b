/**
 * What a workbench (the parent window) and the sidebar in its iframe say to each other by
 * `postMessage`. Each side takes messages only from the other's window and exact origin; the
 * service lists the origins (`GOALIE_EMBED_ORIGINS`), for `frame-ancestors` too.
 *
 *   type            from       data                               meaning
 *   goalie:ready    sidebar    {version}                          it listens; sent to each origin
 *   goalie:hello    workbench  {insert, send, token?}             what it can do, and a short token
 *   goalie:context  workbench  {conversation, shop?, buyer?, sku?, order?, turns}
 *                                                                 all of it, again at each change;
 *                                                                 turns are {role, text}
 *   goalie:insert   sidebar    {id, text}                         put into the reply field
 *   goalie:send     sidebar    {id, text}                         the same, and send: an agent asked
 *   goalie:done     workbench  {id, ok}                           the answer to insert and send
 *   goalie:handoff  sidebar    {to, reason, summary}              a person should take over
 *
 * `buyer` is shown as given: the workbench masks it. The token goes with each request as
 * `Authorization: Bearer`; a new `goalie:hello` replaces it.
 */

import type { Turn } from "../api/wire";
import type { Capabilities, HostContext } from "../sidebar/host";

export const VERSION = 1;
const MAX_TEXT = 4_000;
const MAX_TURNS = 400;
const ROLES = new Set<unknown>(["customer", "agent", "bot"]);

export interface Hello extends Capabilities {
  token: string;
}

type Fields = Record<string, unknown>;

/** The fields of a message of ours, null for anything else. */
export function fieldsOf(data: unknown): (Fields & { type: string }) | null {
  if (typeof data !== "object" || data === null) return null;
  const { type } = data as Fields;
  return typeof type === "string" && type.startsWith("goalie:")
    ? (data as Fields & { type: string })
    : null;
}

export function helloFrom({ insert, send, token }: Fields): Hello {
  return { insert: insert === true, send: send === true, token: textFrom(token) };
}

/** The context as far as it is well formed; null where it has no conversation or no turns. */
export function contextFrom(fields: Fields): HostContext | null {
  const { conversation, turns } = fields;
  if (typeof conversation !== "string" || !Array.isArray(turns)) return null;
  const named = (["shop", "buyer", "sku", "order"] as const).map(
    (name) => [name, textFrom(fields[name]).slice(0, 80)] as const,
  );
  return {
    conversation,
    turns: turns.filter(isTurn).slice(-MAX_TURNS).map(plain),
    ...Object.fromEntries(named.filter(([, value]) => value)),
  };
}

function isTurn(turn: unknown): turn is Turn {
  const { role, text } = (turn ?? {}) as Fields;
  return ROLES.has(role) && typeof text === "string" && text.trim() !== "";
}

function plain({ role, text }: Turn): Turn {
  return { role, text: text.replace(/\0/g, "").slice(0, MAX_TEXT) };
}

function textFrom(value: unknown): string {
  return typeof value === "string" ? value : "";
}
