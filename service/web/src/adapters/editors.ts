/**
 * Replaces the text of a field that a framework controls. React keeps the last value it set and
 * passes over an input event that brings the same, so the browser's own setter is called.
 */
export function insertIntoField(
  field: HTMLTextAreaElement | HTMLInputElement,
  text: string,
): boolean {
  if (field.disabled || field.readOnly) return false;
  const view = field.ownerDocument.defaultView;
  if (!view) return false;
  const kind = field.tagName === "TEXTAREA" ? "HTMLTextAreaElement" : "HTMLInputElement";
  const prototype = (view as unknown as Record<string, { prototype: object }>)[kind]?.prototype;
  const setter = prototype && Object.getOwnPropertyDescriptor(prototype, "value")?.set;
  field.focus();
  setter?.call(field, text);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  return field.value === text;
}

/** Replaces the text of a rich editor the way typing would, so that its own model follows. */
export function insertIntoEditable(editor: HTMLElement, text: string): boolean {
  if (!editor.isContentEditable) return false;
  const page = editor.ownerDocument;
  editor.focus();
  page.getSelection()?.selectAllChildren(editor);
  return page.execCommand("insertText", false, text);
}
