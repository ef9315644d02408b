import type { Quote } from "../api/wire";

/** Whether the price is paid in two parts: 定金 and 尾款. */
export function hasDeposit({ deposit }: Quote): boolean {
  return /[1-9]/.test(deposit);
}
