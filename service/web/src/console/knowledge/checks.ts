/**
 * 生效前检查: what is looked at before a version goes live, one line a check in `CHECKS`.
 *
 * A check may ask the service and is then awaited. The release gate, which runs the eval suites, is
 * the service's own and stands behind the button.
 */

import { t } from "../language";
import type { Version } from "./api";
import type { Report } from "./useReport";

/** What is to be activated. */
export interface Prepared {
  version: Version;
  report: Report;
  removed: number;
}

/** `look`: a person has to say that they have seen it; `stop`: it cannot be activated. */
export interface Finding {
  name: string;
  verdict: "passed" | "look" | "stop";
  told: string;
}

export type Check = (prepared: Prepared) => Finding | Promise<Finding>;

export const CHECKS: readonly Check[] = [everyRowTaken, nothingContradicts, rulesAreSound, nothingGone, notEmpty];

function everyRowTaken({ report }: Prepared): Finding {
  const refused = report.rows.filter(({ outcome }) => outcome === "refused").length;
  return refused
    ? look(t("逐行检查"), t("{n} 行被拒，没有进这一版", { n: refused }))
    : passed(t("逐行检查"), t("{n} 行都收下了", { n: report.rows.length }));
}

function nothingContradicts({ report: { conflictsTotal } }: Prepared): Finding {
  return conflictsTotal
    ? look(t("矛盾检查"), t("{n} 处互相矛盾", { n: conflictsTotal }))
    : passed(t("矛盾检查"), t("没有互相矛盾的内容"));
}

function rulesAreSound({ report: { rules } }: Prepared): Finding {
  return rules.length
    ? look(t("商品表和优惠规则"), t("{n} 处要看", { n: rules.length }))
    : passed(t("商品表和优惠规则"), t("没有问题"));
}

function nothingGone({ removed }: Prepared): Finding {
  return removed
    ? look(t("移除检查"), t("和做这一版时在用的相比，少了 {n} 项", { n: removed }))
    : passed(t("移除检查"), t("没有少掉内容"));
}

function notEmpty({ version }: Prepared): Finding {
  return version.passages
    ? passed(t("内容检查"), t("{n} 条可以检索", { n: version.passages }))
    : { name: t("内容检查"), verdict: "stop", told: t("这一版是空的，不能生效") };
}

const passed = (name: string, told: string): Finding => ({ name, verdict: "passed", told });
const look = (name: string, told: string): Finding => ({ name, verdict: "look", told });
