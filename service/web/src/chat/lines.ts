import { KEPT_LINES, type ChatState, type Line, type Said } from "./state";

type Lines = Pick<ChatState, "lines" | "dropped">;

/** With a message of the customer's own that is on its way. */
export function said(state: ChatState, id: string, text: string, at: string): Lines {
  return merged(state, { id, text, at, role: "customer", sending: "sending" });
}

export const resent = (state: ChatState, id: string): Lines =>
  merged(state, { id, sending: "sending" });

/** Unless the conversation shows that it did arrive: then only the answer to the request was lost. */
export function failed(state: ChatState, id: string): Lines {
  const line = state.lines.find((one) => one.id === id);
  const arrived = line?.kind === "message" && line.number !== null;
  return merged(state, { id, sending: arrived ? "done" : "failed" });
}

/** With a message, new or told anew; those that have a number stand in its order, others behind. */
export function merged(state: ChatState, message: Partial<Said> & { id: string }): Lines {
  const known = state.lines.find(({ id }) => id === message.id);
  if (!known && message.text === undefined) return state;
  const line = { ...NEW, ...known, ...message } as Said;
  const others = state.lines.filter((other) => other !== known);
  const at = placeOf(others, line, known ? state.lines.indexOf(known) : others.length);
  return kept([...others.slice(0, at), line, ...others.slice(at)], state.dropped);
}

export function withNotice(state: ChatState, id: string, text: string): Lines {
  return kept([...state.lines, { kind: "notice", id, text }], state.dropped);
}

function placeOf(others: Line[], { number }: Said, before: number): number {
  if (number === null) return before;
  const later = others.findIndex(
    (other) => other.kind === "message" && (other.number ?? Infinity) > number,
  );
  return later < 0 ? others.length : later;
}

function kept(lines: Line[], dropped: number): Lines {
  const over = Math.max(0, lines.length - KEPT_LINES);
  return { lines: lines.slice(over), dropped: dropped + over };
}

const NEW = { kind: "message", number: null, sending: "done" } as const;
