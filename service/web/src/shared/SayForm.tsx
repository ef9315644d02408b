import type { ComponentChildren } from "preact";
import { useAutosize } from "./autosize";
import { isComposing } from "./composing";

interface Props {
  text: string;
  label: string;
  placeholder: string;
  maxLength?: number;
  onType: (text: string) => void;
  onSay: (text: string) => void;
  /** The button that sends, by what it shows. */
  children: (empty: boolean) => ComponentChildren;
}

/**
 * A message to be said: Enter sends, Shift+Enter makes a line; an Enter of the input method's only
 * picks a word.
 */
export function SayForm({ text, label, placeholder, maxLength, onType, onSay, children }: Props) {
  const area = useAutosize(text);

  function say(): void {
    if (text.trim()) onSay(text.trim());
  }

  function onKeyDown(event: KeyboardEvent): void {
    const plain = !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (event.key !== "Enter" || !plain || isComposing(event)) return;
    event.preventDefault();
    say();
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        say();
      }}
    >
      <textarea
        ref={area}
        rows={1}
        {...(maxLength ? { maxLength } : {})}
        aria-label={label}
        placeholder={placeholder}
        value={text}
        onInput={(event) => onType(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {children(!text.trim())}
    </form>
  );
}
