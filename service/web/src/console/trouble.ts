import { ProblemError } from "../api/errors";
import { isEnglish } from "../shared/language";
import { t } from "./language";

/** What went wrong, for the person who reads it; `code` is the service's, "" where it gave none. */
export interface Words {
  title: string;
  detail: string;
  code: string;
}

export function wordsOf(error: unknown): Words {
  if (error instanceof ProblemError) {
    const { title, detail, detail_en: english, code } = error.problem;
    // The particulars are told in the shop's language.
    return isEnglish ? { title: english, detail, code } : { title, detail, code };
  }
  return {
    title: t("连接中断"),
    detail: t("没有收到服务的答复：请检查网络后重试。"),
    code: "",
  };
}
