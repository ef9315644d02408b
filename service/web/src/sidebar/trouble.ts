import { ProblemError } from "../api/errors";
import type { Trouble } from "./state";
import { t } from "../shared/language";

/** Words for the agent; `retry` is what was being tried. */
export function troubleOf(error: unknown, retry: Trouble["retry"]): Trouble {
  if (error instanceof ProblemError) {
    const { title, detail } = error.problem;
    return { title, detail, offline: false, retry };
  }
  return {
    title: t("连接中断"),
    detail: t("没有收到完整的答复，已收到的内容保留在下面。请检查网络后重试。"),
    offline: true,
    retry,
  };
}
