import { render } from "preact";
import "../style/index.css";
import { keepToken } from "../api/token";
import { askForKeys } from "../shared/KeyDialog";
import { declareLanguage } from "../shared/language";
import type { Capabilities, Host, HostContext } from "./host";
import { createSession } from "./session";
import { Sidebar } from "./Sidebar";

export interface Mounted {
  hello(capabilities: Capabilities, token?: string): void;
  context(context: HostContext): void;
}

/** Shows the sidebar for `shop`; another shop in the context begins anew. */
export function mount(page: HTMLElement, shop: string, host: () => Host | null): Mounted {
  declareLanguage();
  askForKeys();
  let can: Capabilities | null = null;
  let session = begin(shop);

  function begin(id: string) {
    const begun = createSession(id, host);
    if (can) begun.store.dispatch({ type: "able", can });
    render(<Sidebar key={id} session={begun} />, page);
    void begun.open();
    return begun;
  }

  return {
    hello(capabilities, token = "") {
      can = capabilities;
      if (token) keepToken(token);
      session.store.dispatch({ type: "able", can });
    },
    context(context) {
      if (context.shop && context.shop !== session.shop) {
        session.restart();
        session = begin(context.shop);
      }
      session.follow(context);
    },
  };
}
