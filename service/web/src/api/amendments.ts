/** Prices that were told under rules that have changed since (`/v1/amendments`). */

import type { AmendmentOut, SettledIn } from "./generated";
import { postJson } from "./request";

export type Amendment = AmendmentOut;

/** Said to the customer, or it need not be. */
export async function settle(id: string, done: SettledIn): Promise<void> {
  await postJson(`/v1/amendments/${encodeURIComponent(id)}`, done);
}
