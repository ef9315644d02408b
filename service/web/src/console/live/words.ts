import { t } from "../language";
import type { Scene, Window } from "./api";

export const WINDOW_WORDS: Record<Window, string> = {
  hour: t("近 1 小时"),
  shift: t("近 4 小时"),
  day: t("今天"),
};

const SCENES: Record<string, string> = {
  sensitive: t("敏感问题报备"),
  complaint: t("投诉处理"),
  dispute: t("纠纷"),
  wrong_goods: t("错发漏发"),
  delivery_fault: t("签收异常"),
  rejection: t("拒收"),
  freight_refund: t("快递费报销"),
  small_payment: t("小额打款"),
  gift_claim: t("赠品申请"),
  quality_return: t("质量退货"),
  exchange: t("换货"),
  refund_unshipped: t("未发货仅退款"),
  refund_shipped: t("已发货仅退款"),
  return_7days: t("7天无理由退货"),
  promotion: t("活动咨询"),
  return_refund: t("退货退款"),
  repair: t("维修"),
  hurry_delivery: t("催发货"),
  order_change: t("修改订单信息"),
  out_of_stock: t("商品缺货"),
  product: t("商品咨询"),
};

export const sceneWord = ({ id, name }: Scene): string =>
  id === "" ? t("没有归类") : (SCENES[id] ?? name);

/** "45 秒", "2 分 05 秒". */
export function durationOf(seconds: number): string {
  if (seconds < 60) return t("{n} 秒", { n: seconds });
  const rest = String(seconds % 60).padStart(2, "0");
  return t("{m} 分 {s} 秒", { m: Math.floor(seconds / 60), s: rest });
}

/** Yuan to the fen; below one yuan to a hundredth of a fen, where there is anything to show. */
export function moneyOf(yuan: string): string {
  const [whole = "0", fraction = ""] = yuan.split(".");
  const digits = whole === "0" && Number(fraction) > 0 ? 4 : 2;
  return `¥${countOf(Number(whole))}.${fraction.slice(0, digits)}`;
}

export const countOf = (count: number): string => count.toLocaleString("en-US");

export const clockOf = (iso: string): string => iso.slice(11, 16);

export const rateOf = (value: number | null): string => (value === null ? "–" : value.toFixed(1));
