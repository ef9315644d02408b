import type { Flag } from "../api/wire";
import { Icon } from "../shared/icons";
import { t } from "../shared/language";

const LOOKS = {
  block: { tone: "bad", icon: "blocked" },
  warn: { tone: "warn", icon: "warning" },
  info: { tone: "busy", icon: "info" },
} as const;

/** What the guard has to say about the chosen suggestion. */
export function Flags({ flags }: { flags: Flag[] }) {
  if (flags.length === 0) return null;
  return (
    <ul class="flags" aria-label={t("风险提示")}>
      {flags.map((flag, position) => (
        <li key={position} class={`banner ${LOOKS[flag.severity].tone}`}>
          <Icon name={LOOKS[flag.severity].icon} />
          <span>
            {flag.span && <b>「{flag.span}」</b>}
            {flag.message}
            {flag.replacement && ` ${t("可改为：{text}", { text: flag.replacement })}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
