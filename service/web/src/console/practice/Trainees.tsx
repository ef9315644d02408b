import { checkWord } from "../evals/words";
import { t } from "../language";
import { percent } from "../words";
import type { Trainee } from "./api";

/** Who practised and how it went; who needs help most stands first. */
export function Trainees({ trainees }: { trainees: readonly Trainee[] }) {
  return (
    <section class="card" aria-label={t("学员")}>
      <h2>{t("学员")}</h2>
      <table class="cases">
        <thead>
          <tr>
            <th scope="col">{t("姓名")}</th>
            <th scope="col">{t("买家满意")}</th>
            <th scope="col">{t("全对的回复")}</th>
            <th scope="col">{t("30 秒内")}</th>
            <th scope="col">{t("用时中位")}</th>
            <th scope="col">{t("危险的回复")}</th>
            <th scope="col">{t("常犯的")}</th>
          </tr>
        </thead>
        <tbody>
          {trainees.map((one) => (
            <tr key={one.trainee}>
              <th scope="row">{one.trainee}</th>
              <td>
                {one.served}/{one.practices}
              </td>
              <td>{share(one.right, one.answers)}</td>
              <td>{share(one.in_time, one.answers)}</td>
              <td>{one.seconds === null ? "–" : t("{n} 秒", { n: one.seconds })}</td>
              <td class={one.dangerous > 0 ? "worse" : ""}>{one.dangerous}</td>
              <td>
                {one.faults
                  .slice(0, 3)
                  .map((fault) => `${checkWord(fault)} ${fault.count}`)
                  .join(t("，"))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const share = (part: number, whole: number): string => (whole > 0 ? percent(part / whole) : "–");
