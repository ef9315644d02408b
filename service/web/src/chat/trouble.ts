import { ProblemError } from "../api/errors";
import { isEnglish } from "../shared/language";
import { t } from "./language";
import type { Trouble } from "./state";

/** Words for the customer. */
export function troubleOf(error: unknown, again: Trouble["again"]): Trouble {
  if (!(error instanceof ProblemError)) {
    return { title: t("连接中断"), detail: t("没有收到答复，请检查网络后重试。"), again };
  }
  const { code, title, detail, detail_en } = error.problem;
  if (code === "identity_refused") {
    return { title: t("登录信息已失效"), detail: t("请刷新店铺页面，或不登录继续咨询。"), again };
  }
  return isEnglish
    ? { title: t("暂时不能咨询"), detail: detail_en, again }
    : { title, detail, again };
}
