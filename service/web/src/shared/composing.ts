/**
 * Whether an input method (输入法) is composing: the key then belongs to it, and Enter only picks a
 * word. Some input methods report nothing but the key code 229.
 */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}
