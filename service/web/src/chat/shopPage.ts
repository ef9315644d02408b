/**
 * The shop's page around the chat's frame, and what the two say to each other by `postMessage`. Each
 * takes messages only from the other's window and exact origin.
 *
 *   type                 from     data       meaning
 *   goalie:chat-ready    chat                it listens; sent to each listed origin
 *   goalie:chat-hello    widget   {token}    the shop's token for its customer, "" for anybody
 *   goalie:chat-close    chat                put the window away
 *   goalie:chat-expired  chat                the token does not hold any more: another one, please
 */

import { getJson } from "../api/request";
import type { Embedding } from "../api/wire";
import { fieldsOf } from "../embed/protocol";

/** A page that says nothing within this time has nobody to name. */
const HELLO_MILLISECONDS = 1_500;

export function createShopPage(page: Window) {
  let origin = "";
  let heard: (token: string) => void = () => undefined;
  let settle: (token: string) => void = () => undefined;
  const first = new Promise<string>((resolve) => {
    settle = resolve;
    setTimeout(() => resolve(""), HELLO_MILLISECONDS);
  });

  void getJson<Embedding>("/v1/embedding").then(({ origins }) => {
    const known = [...origins, location.origin];
    window.addEventListener("message", (event) => {
      if (event.source !== page || !known.includes(event.origin)) return;
      const fields = fieldsOf(event.data);
      if (fields?.type !== "goalie:chat-hello") return;
      const token = typeof fields["token"] === "string" ? fields["token"] : "";
      if (origin) heard(token);
      origin = event.origin;
      settle(token);
    });
    known.forEach((one) => page.postMessage({ type: "goalie:chat-ready" }, one));
  }, () => settle(""));

  function tell(type: string): void {
    if (origin) page.postMessage({ type }, origin);
  }

  return {
    /** The first token, "" where none comes in time. */
    first,
    /** Tokens behind the first. */
    listen: (on: (token: string) => void) => {
      heard = on;
    },
    close: () => tell("goalie:chat-close"),
    expired: () => tell("goalie:chat-expired"),
  };
}
