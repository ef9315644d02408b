import { t } from "../language";
import type { Judged, Played } from "./api";
import { checkWord } from "../evals/words";

/** Each answer with its time and what the checks found. */
export function Score({ played }: { played: Played }) {
  const { answers } = played;
  const right = answers.filter((answer) => answer.right).length;
  const inTime = answers.filter((answer) => answer.in_time).length;
  return (
    <section class="card" aria-label={t("打分")}>
      <h2>{t("打分")}</h2>
      {answers.length === 0 ? (
        <p class="muted">{t("每回一句，这里就有结果。")}</p>
      ) : (
        <p>
          {t("{n} 句里 {right} 句全对，{time} 句在 {limit} 秒内", {
            n: answers.length,
            right,
            time: inTime,
            limit: played.limit_seconds,
          })}
        </p>
      )}
      <ol class="judged">
        {answers.map((answer, place) => (
          <Verdict key={place} answer={answer} />
        ))}
      </ol>
    </section>
  );
}

function Verdict({ answer }: { answer: Judged }) {
  return (
    <li>
      <div class="row wrap">
        <span class={`pill ${answer.right ? "good" : "bad"}`}>
          {answer.right ? t("对") : t("有问题")}
        </span>
        <span class={answer.in_time ? "muted" : "worse"}>
          {t("{n} 秒", { n: answer.seconds })}
        </span>
        {answer.handed_over && <span class="muted">{t("已转专员")}</span>}
      </div>
      <small class="muted">{answer.asked}</small>
      {answer.failures.length > 0 && (
        <ul class="plain">
          {answer.failures.map((failure) => (
            <li key={failure.id}>
              <b>{checkWord(failure)}</b> {failure.reason}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
