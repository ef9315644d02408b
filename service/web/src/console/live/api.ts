import type { LiveOut } from "../../api/generated";
import { getJson } from "../../api/request";

export type {
  AdoptionOut as Adoption,
  CurvesOut as Curves,
  LiveOut as Live,
  PointOut as Point,
  SceneOut as Scene,
} from "../../api/generated";

export const WINDOWS = ["hour", "shift", "day"] as const;
export type Window = (typeof WINDOWS)[number];

/** What happens at the shop's desk in the window. */
export function fetchLive(shop: string, window: Window, signal: AbortSignal): Promise<LiveOut> {
  return getJson<LiveOut>(`/v1/live?${new URLSearchParams({ shop, window })}`, signal);
}
