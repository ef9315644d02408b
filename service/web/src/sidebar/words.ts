/** The service's codes in the agent's words; a code without a word is shown as it is. */

const INTENTS: Record<string, string> = {
  price: "问价",
  question: "咨询",
  complaint: "投诉",
  human: "找人工",
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

export const intentWord = (code: string): string => INTENTS[code] ?? code;

export const platformWord = (code: string): string => PLATFORMS[code] ?? code;
