import type { Adapter } from "./adapter";
import { insertIntoEditable } from "./editors";
import { contextOnPage, pressSend } from "./onPage";

const EDITOR = "[contenteditable][data-reply]";

/** A workbench whose reply field is a rich editor. */
export const editableWorkbench: Adapter = {
  name: "contenteditable",
  fits: (page) => page.querySelector(EDITOR) !== null,
  insert(page, text) {
    const editor = page.querySelector<HTMLElement>(EDITOR);
    return editor !== null && insertIntoEditable(editor, text);
  },
  send: pressSend,
  context: contextOnPage,
};
