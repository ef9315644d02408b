/** The service's codes in the agent's words; a code without a word is shown as it is. */

const INTENTS: Record<string, string> = {
  price: "问价",
  schedule: "付款时间",
  stacking: "叠券",
  gap: "凑单",
  comparison: "比较",
  split: "分单",
  refund: "退款",
  protection: "价保",
  question: "咨询",
  complaint: "投诉",
  human: "找人工",
  chat: "闲聊",
};

const PLATFORMS: Record<string, string> = {
  tmall: "天猫",
  taobao: "淘宝",
  jd: "京东",
  pinduoduo: "拼多多",
  douyin: "抖音",
  kuaishou: "快手",
  xiaohongshu: "小红书",
};

export const CONFIDENCE = { high: "把握高", medium: "把握中", low: "把握低" } as const;

export const PAYMENTS = { deposit: "付定金", final_payment: "付尾款", full: "付全款" } as const;

/** Peak mode 高峰模式: nothing to say while all is asked of the model. */
export const MODES = {
  full: null,
  lean: "高峰模式·精简",
  cached: "高峰模式·缓存",
  script: "高峰模式·只用话术",
} as const;

export const STAGES = { presale: "售前", insale: "售中", aftersale: "售后" } as const;

export const MOODS = {
  calm: "平静",
  hurried: "着急",
  unhappy: "不满",
  angry: "情绪激动",
} as const;

export const DEPOSITS = { unpaid: "定金未付", paid: "定金已付", missed: "错过定金" } as const;

export const SPEAKERS = { customer: "买家", agent: "客服", bot: "机器人" } as const;

/** What a slot rests on, in a title. */
export const GROUNDS = {
  said: "买家说的",
  inferred: "推断",
  assumed: "没有人说过，按常理假定",
  corrected: "客服更正",
} as const;

/** What has to be asked back. */
export const ASKED_BACK = {
  product: "哪款商品",
  coupon: "哪张券",
  quantity: "几件",
  order: "哪个订单",
} as const;

export const intentWord = (code: string): string => INTENTS[code] ?? code;

export const platformWord = (code: string): string => PLATFORMS[code] ?? code;
