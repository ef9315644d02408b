/** Line icons, drawn on a 24 × 24 grid; always beside a word or inside a labelled button. */
const PATHS = {
  check: "M5 12.5l4.5 4.5L19 7.5",
  warning: "M12 4L2.8 20h18.4L12 4zM12 10v4.5M12 17.2v.3",
  blocked: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM5.7 5.7l12.6 12.6",
  info: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5.5M12 7.5v.3",
  person: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20.5c.8-4 3.6-6 7.5-6s6.7 2 7.5 6",
  offline:
    "M3 3l18 18M8.5 15.5a5 5 0 0 1 6 0M5 12a10 10 0 0 1 4-2.4M19 12a10 10 0 0 0-6-2.9M12 19v.3",
  redo: "M19.5 12a7.5 7.5 0 1 1-2.4-5.5L19.5 9M19.5 4v5h-5",
  stop: "M7 7h10v10H7z",
  up: "M7 11v9H3.5v-9H7zm0 0l4.2-7.5c1.5 0 2.5 1 2.3 2.6L13 9.5h5.3c1.4 0 2.4 1.3 2 2.7l-1.9 6.2c-.3 1-1.1 1.6-2.1 1.6H7",
  down: "M7 13V4H3.5v9H7zm0 0l4.2 7.5c1.5 0 2.5-1 2.3-2.6l-.5-3.4h5.3c1.4 0 2.4-1.3 2-2.7l-1.9-6.2c-.3-1-1.1-1.6-2.1-1.6H7",
  send: "M4 12l16-7-5 15-3.5-6L4 12zM11.5 14L20 5",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  remove: "M6 6l12 12M18 6L6 18",
  back: "M14.5 5l-7 7 7 7",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
