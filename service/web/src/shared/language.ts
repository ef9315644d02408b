import { ENGLISH, type Phrase } from "./english";

export type { Phrase };

/** English by `?lang=en` or an English browser, Chinese otherwise. */
export const isEnglish = /^en\b/i.test(
  new URLSearchParams(location.search).get("lang") ?? navigator.language,
);

/** A phrase of the page in the reader's language; `{name}` stands for a value. */
export const t = translator(ENGLISH);

/** What `t` is, for the phrases of one dictionary. */
export function translator<Dictionary extends Record<string, string>>(english: Dictionary) {
  return (phrase: keyof Dictionary & string, values: Record<string, string | number> = {}): string => {
    const text: string = isEnglish ? english[phrase] ?? phrase : phrase;
    return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
  };
}

/** Tells the browser and a screen reader which language the page speaks, and its name in it. */
export function declareLanguage(title: string = t("守门员 · 客服侧边栏")): void {
  document.documentElement.lang = isEnglish ? "en" : "zh-CN";
  document.title = title;
}
