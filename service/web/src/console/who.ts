import { useState } from "preact/hooks";

const KEY = "goalie.who";

/** Who works here, as they call themselves; remembered by this browser, told with every change. */
export function useWho(): [string, (name: string) => void] {
  const [who, setWho] = useState(remembered());
  return [
    who,
    (name) => {
      setWho(name);
      try {
        localStorage.setItem(KEY, name);
      } catch {
        // Storage is switched off: it holds until the page is closed.
      }
    },
  ];
}

function remembered(): string {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}
