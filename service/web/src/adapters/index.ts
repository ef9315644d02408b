import type { Adapter } from "./adapter";
import { editableWorkbench } from "./editable";
import { textareaWorkbench } from "./textarea";

/** Every workbench we know; the first that fits the page is taken. */
export const ADAPTERS: Adapter[] = [textareaWorkbench, editableWorkbench];

export const adapterFor = (page: Document): Adapter | null =>
  ADAPTERS.find((adapter) => adapter.fits(page)) ?? null;
