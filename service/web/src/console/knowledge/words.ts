/** The service's codes in the trainer's words; a code without a word is shown as it is. */

import { isEnglish } from "../../shared/language";
import { t } from "../language";

export const OUTCOMES = ["taken", "updated", "unchanged", "refused"] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const OUTCOME_WORDS: Record<Outcome, string> = {
  taken: t("新增"),
  updated: t("更新"),
  unchanged: t("未变"),
  refused: t("被拒"),
};

export const FOLDER_WORDS: Record<string, { name: string; hint: string }> = {
  manuals: { name: t("资料"), hint: t("说明书、规则、政策") },
  scripts: { name: t("话术"), hint: t("话术库表格") },
  promotions: { name: t("优惠规则"), hint: t("一个活动一张规则表") },
  flows: { name: t("服务流程"), hint: t("一个场景一个文件") },
  synonyms: { name: t("同义词"), hint: t("一行是同一个意思的几种说法") },
};

export const CONFLICT_WORDS = {
  duplicate: t("重复话术"),
  different_figures: t("数字不一致"),
  different_answers: t("回复不一致"),
  shared_question: t("相似问题重复"),
  different_facts: t("参数不一致"),
} as const;

export const JOB_STATES = {
  queued: t("排队中"),
  running: t("进行中"),
  done: t("已完成"),
  failed: t("失败"),
  cancelled: t("已取消"),
  interrupted: t("已中断"),
} as const;

/** The stages of an import as the service names them. */
const STAGES: Record<string, string> = isEnglish
  ? { 读取文件: "Reading files", 编码段落: "Encoding passages", 保存索引: "Saving the index" }
  : {};

export const stageWord = (stage: string): string => STAGES[stage] ?? stage;

export function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kilobytes = bytes / 1024;
  return kilobytes < 1024 ? `${Math.ceil(kilobytes)} KB` : `${(kilobytes / 1024).toFixed(1).replace(".0", "")} MB`;
}
