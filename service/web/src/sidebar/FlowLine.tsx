import type { Flow } from "../api/understood";
import { minuteOf } from "../shared/time";
import { t } from "../shared/language";

/** Where the conversation stands in the shop's service flow, and what is still missing. */
export function FlowLine({ flow }: { flow: Flow }) {
  return (
    <div class={flow.to ? "flow handing" : "flow"} title={titleOf(flow)}>
      {partsOf(flow).join(" · ")}
    </div>
  );
}

function partsOf({ name, number, of, step, missing, grant, to }: Flow): string[] {
  return [
    t("流程：{name}", { name }),
    step ? `${number}/${of} ${step}` : t("已走完"),
    ...(missing.length > 0 ? [t("还缺：{items}", { items: namesOf(missing) })] : []),
    ...(grant && step ? [t("最多可答应{amount}元", { amount: grant })] : []),
    ...(to ? [t("转给{group}", { group: to })] : []),
  ];
}

/** What is known, by when an answer is due, and why a person takes over. */
function titleOf({ known, due_at, why }: Flow): string {
  return [
    ...(known.length > 0 ? [t("已知：{items}", { items: namesOf(known) })] : []),
    ...(due_at ? [t("答复期限：{minute}", { minute: minuteOf(due_at) })] : []),
    ...(why ? [why] : []),
  ].join("\n");
}

const namesOf = (items: Flow["known"]): string => items.map(({ name }) => name).join("、");
