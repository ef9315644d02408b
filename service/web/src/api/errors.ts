/**
 * What can go wrong between the page and the service.
 *
 *   Error
 *   ├── ProblemError     the service answered with an RFC 9457 problem document
 *   └── ConnectionLost   no answer, half an answer, or one that is not ours
 */

import type { Problem } from "./wire";
import { t } from "../shared/language";

export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.title);
    this.problem = problem;
  }
}

export class ConnectionLost extends Error {}

/** The problem in `document`, with words of our own where a proxy answered instead of the service. */
export function problemFrom(document: unknown, status: number): ProblemError {
  const given = (
    typeof document === "object" && document !== null ? document : {}
  ) as Partial<Problem>;
  return new ProblemError({
    type: given.type ?? "about:blank",
    title: given.title ?? t("服务没有给出答复"),
    detail: given.detail ?? t("状态码 {status}，请稍后重试。", { status }),
    status: given.status ?? status,
    code: given.code ?? "unknown",
    detail_en: given.detail_en ?? `Status ${status}; try again later.`,
  });
}
