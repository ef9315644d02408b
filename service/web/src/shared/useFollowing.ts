import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/** Nearer to the end than this (pixels), a reader is taken along to what is new. */
const NEAR = 120;
const GAP = 8;

/**
 * A log that stays at its end: at one's own message (`own`) always, at another's or when the window
 * changes only if one is there already, not while reading further up.
 */
export function useFollowing(
  log: RefObject<HTMLElement | null>,
  changes: unknown[],
  own: boolean,
): void {
  const near = useRef(true);
  useLayoutEffect(() => {
    const element = log.current;
    if (!element) return undefined;
    const look = () => {
      near.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
    };
    const fitted = new ResizeObserver(() => {
      if (near.current) element.scrollTop = element.scrollHeight;
    });
    element.addEventListener("scroll", look, { passive: true });
    fitted.observe(element);
    return () => {
      element.removeEventListener("scroll", look);
      fitted.disconnect();
    };
  }, []);
  useLayoutEffect(() => {
    const element = log.current;
    if (element && (near.current || own)) element.scrollTop = endOf(element);
  }, changes);
}

/** The end, or the beginning of a last message that is higher than the window. */
function endOf(log: HTMLElement): number {
  const last = log.lastElementChild;
  const begins = last instanceof HTMLElement ? last.offsetTop - log.offsetTop - GAP : Infinity;
  return Math.min(begins, log.scrollHeight);
}
