/** The service's codes in the agent's words; a code without a word is shown as it is. */

import { t } from "../shared/language";


const INTENTS: Record<string, string> = {
  price: t("问价"),
  schedule: t("付款时间"),
  stacking: t("叠券"),
  gap: t("凑单"),
  comparison: t("比较"),
  split: t("分单"),
  refund: t("退款"),
  protection: t("价保"),
  question: t("咨询"),
  complaint: t("投诉"),
  human: t("找人工"),
  chat: t("闲聊"),
};

const PLATFORMS: Record<string, string> = {
  tmall: t("天猫"),
  taobao: t("淘宝"),
  jd: t("京东"),
  pinduoduo: t("拼多多"),
  douyin: t("抖音"),
  kuaishou: t("快手"),
  xiaohongshu: t("小红书"),
};

export const CONFIDENCE = { high: t("把握高"), medium: t("把握中"), low: t("把握低") } as const;

export const PAYMENTS = { deposit: t("付定金"), final_payment: t("付尾款"), full: t("付全款") } as const;

/** Peak mode 高峰模式: nothing to say while all is asked of the model. */
export const MODES = {
  full: null,
  lean: t("高峰模式·精简"),
  cached: t("高峰模式·缓存"),
  script: t("高峰模式·只用话术"),
} as const;

export const STAGES = { presale: t("售前"), insale: t("售中"), aftersale: t("售后") } as const;

export const MOODS = {
  calm: t("平静"),
  hurried: t("着急"),
  unhappy: t("不满"),
  angry: t("情绪激动"),
} as const;

export const DEPOSITS = { unpaid: t("定金未付"), paid: t("定金已付"), missed: t("错过定金") } as const;

export const SPEAKERS = { customer: t("买家"), agent: t("客服"), bot: t("机器人") } as const;

/** What a slot rests on, in a title. */
export const GROUNDS = {
  said: t("买家说的"),
  inferred: t("推断"),
  assumed: t("没有人说过，按常理假定"),
  corrected: t("客服更正"),
} as const;

/** What has to be asked back. */
export const ASKED_BACK = {
  product: t("哪款商品"),
  coupon: t("哪张券"),
  quantity: t("几件"),
  order: t("哪个订单"),
} as const;

export const intentWord = (code: string): string => INTENTS[code] ?? code;

export const platformWord = (code: string): string => PLATFORMS[code] ?? code;
