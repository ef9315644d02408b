import type { Queued } from "../api/inbox";
import { t } from "./language";

/** The shop's name for the customer, or the end of the id for one whom nobody knows. */
export function nameOf({ customer, conversation_id, channel }: Queued): string {
  if (customer) return customer;
  const end = conversation_id.slice(-4);
  return channel === "chat" ? t("访客 {end}", { end }) : t("工作台会话 {end}", { end });
}

export function statusWord({ status }: Queued): string {
  switch (status) {
    case "waiting":
      return t("等待");
    case "left":
      return t("留言");
    case "human":
      return t("接待中");
    case "closed":
      return t("已结束");
    case "bot":
      return t("机器人");
  }
}
