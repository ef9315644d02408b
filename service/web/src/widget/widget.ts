/**
 * For any page of a shop: `<script defer src="https://goalie…/widget.js" data-shop="…"
 * data-token="…" data-sku="…">` puts a button into the corner, and the chat in a frame of our own
 * origin behind it. `window.Goalie` opens and closes it and takes another token: `identify(token)`;
 * the event `goalie:expired` on the window says when one is wanted.
 */

export interface Goalie {
  open: () => void;
  close: () => void;
  identify: (token: string) => void;
}

declare global {
  interface Window {
    Goalie?: Goalie;
  }
}

const WIDTH = 380;
const HEIGHT = 640;
const script = document.currentScript as HTMLScriptElement | null;
const isEnglish = /^en\b/i.test(script?.dataset["lang"] ?? navigator.language);
const LABEL = isEnglish ? "Chat with us" : "联系客服";
const TITLE = isEnglish ? "Customer service" : "在线客服";

if (script && !window.Goalie) window.Goalie = build(script);

function build(script: HTMLScriptElement): Goalie {
  const { shop = "", sku = "", lang = "" } = script.dataset;
  const origin = new URL(script.src).origin;
  let token = script.dataset["token"] ?? "";
  let frame: HTMLIFrameElement | null = null;
  const button = buttonFor(() => (isOpen() ? close() : open()));
  document.body.append(button);

  window.addEventListener("message", (event) => {
    if (!frame || event.source !== frame.contentWindow || event.origin !== origin) return;
    const type: unknown = (event.data as { type?: unknown } | null)?.type;
    if (type === "goalie:chat-ready") hello();
    if (type === "goalie:chat-close") close();
    if (type === "goalie:chat-expired") window.dispatchEvent(new Event("goalie:expired"));
  });
  window.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isOpen()) close();
  });

  function hello(): void {
    frame?.contentWindow?.postMessage({ type: "goalie:chat-hello", token }, origin);
  }

  function open(): void {
    if (!frame) {
      const query = new URLSearchParams({ ...(sku && { sku }), ...(lang && { lang }) });
      frame = frameFor(`${origin}/chat/${encodeURIComponent(shop)}?${query}`);
      document.body.append(frame);
    }
    frame.style.display = "block";
    button.setAttribute("aria-expanded", "true");
    frame.focus();
  }

  function close(): void {
    if (!frame) return;
    frame.style.display = "none";
    button.setAttribute("aria-expanded", "false");
    button.focus();
  }

  const isOpen = (): boolean => frame !== null && frame.style.display !== "none";

  return {
    open,
    close,
    identify(given) {
      token = given;
      hello();
    },
  };
}

/** Styled property by property: a page's policy may forbid a style sheet of ours, not this. */
function styled<E extends HTMLElement>(element: E, style: Partial<CSSStyleDeclaration>): E {
  Object.assign(element.style, style);
  return element;
}

function buttonFor(pressed: () => void): HTMLButtonElement {
  const button = styled(document.createElement("button"), {
    position: "fixed",
    right: "16px",
    bottom: "16px",
    zIndex: "2147483000",
    padding: "12px 18px",
    border: "0",
    borderRadius: "24px",
    background: "#c73e00",
    color: "#fff",
    font: "600 15px/1.4 system-ui, sans-serif",
    boxShadow: "0 4px 16px rgba(0, 0, 0, 0.25)",
    cursor: "pointer",
  });
  button.type = "button";
  button.textContent = LABEL;
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", pressed);
  return button;
}

/** A window in the corner; where there is no room beside it, all of the screen. */
function frameFor(address: string): HTMLIFrameElement {
  const small = window.innerWidth < WIDTH + 60;
  const frame = styled(document.createElement("iframe"), {
    position: "fixed",
    right: small ? "0" : "16px",
    bottom: small ? "0" : "72px",
    zIndex: "2147483001",
    width: small ? "100%" : `${WIDTH}px`,
    height: small ? "100%" : `min(${HEIGHT}px, calc(100% - 88px))`,
    border: "0",
    borderRadius: small ? "0" : "12px",
    boxShadow: "0 8px 32px rgba(0, 0, 0, 0.3)",
    background: "#fff",
  });
  frame.src = address;
  frame.title = TITLE;
  return frame;
}
