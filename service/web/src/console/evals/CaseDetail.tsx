import { t } from "../language";
import type { Asked, Case } from "./api";
import { checkWord } from "./words";

const SPEAKERS: Record<string, string> = { customer: t("买家"), agent: t("客服"), bot: t("机器人") };

/** One case: what was asked, both replies, and what was wrong with them. */
export function CaseDetail({ it }: { it: Case }) {
  return (
    <section class="card" aria-label={t("用例 {id}", { id: it.id })}>
      <h2>{it.id}</h2>
      <p class="muted">{[it.scene, it.place].filter(Boolean).join(" · ")}</p>
      <ol class="asked" aria-label={t("对话")}>
        {it.turns.map(({ role, text }, at) => (
          <li key={at}>
            <small>{SPEAKERS[role] ?? role}</small> {text}
          </li>
        ))}
      </ol>
      <div class="sides">
        {it.before && <Reply name={t("基线")} asked={it.before} />}
        <Reply name={t("本次")} asked={it.now} />
      </div>
    </section>
  );
}

function Reply({ name, asked }: { name: string; asked: Asked }) {
  return (
    <div>
      <small>{name}</small>
      <p>{asked.reply || t("没有回复")}</p>
      {asked.error && <p class="why">{asked.error}</p>}
      <ul class="why">
        {asked.failures.map((failure) => (
          <li key={`${failure.id} ${failure.reason}`}>
            <b>{checkWord(failure)}</b> {failure.reason}
          </li>
        ))}
      </ul>
    </div>
  );
}
