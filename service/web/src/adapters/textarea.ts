import type { Adapter } from "./adapter";
import { insertIntoField } from "./editors";
import { contextOnPage, pressSend } from "./onPage";

const FIELD = "textarea[data-reply]";

/** A workbench whose reply field is a textarea, also one that React controls. */
export const textareaWorkbench: Adapter = {
  name: "textarea",
  fits: (page) => page.querySelector(FIELD) !== null,
  insert(page, text) {
    const field = page.querySelector<HTMLTextAreaElement>(FIELD);
    return field !== null && insertIntoField(field, text);
  },
  send: pressSend,
  context: contextOnPage,
};
