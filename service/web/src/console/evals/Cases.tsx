import { useState } from "preact/hooks";
import { t } from "../language";
import type { Asked, Case, Comparison } from "./api";
import { CaseDetail } from "./CaseDetail";

type Fate = "broke" | "failing" | "mended" | "passing";

const FATES: Record<Fate, string> = {
  broke: t("变差"),
  failing: t("没过"),
  mended: t("变好"),
  passing: t("通过"),
};

/** The cases, what broke first, and all there is to know of the chosen one. */
export function Cases({ beside, onlyChanges }: { beside: Comparison; onlyChanges: boolean }) {
  const cases = casesOf(beside, onlyChanges);
  const [picked, setPicked] = useState<string | null>(null);
  const chosen = cases.find(({ it }) => it.id === picked) ?? cases[0];
  return (
    <div class="beside">
      <section class="card" aria-label={t("用例")}>
        <h2>{t("用例（{n}）", { n: cases.length })}</h2>
        <Facts beside={beside} />
        <div class="scroll" tabIndex={0} role="region" aria-label={t("用例列表")}>
          <table class="cases">
            <thead>
              <tr>
                <th scope="col">{t("用例")}</th>
                <th scope="col">{t("场景")}</th>
                <th scope="col">{t("基线")}</th>
                <th scope="col">{t("本次")}</th>
                <th scope="col">{t("结果")}</th>
              </tr>
            </thead>
            <tbody>
              {cases.map(({ it, fate }) => (
                <tr key={it.id} class={fate}>
                  <th scope="row">
                    <button
                      type="button"
                      class="link"
                      aria-pressed={it === chosen?.it}
                      onClick={() => setPicked(it.id)}
                    >
                      {it.id}
                    </button>
                  </th>
                  <td>{it.scene}</td>
                  <td>
                    <Passed asked={it.before} />
                  </td>
                  <td>
                    <Passed asked={it.now} />
                  </td>
                  <td>
                    {FATES[fate]}
                    {!it.sure && <small> {t("可能是偶然")}</small>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      {chosen && <CaseDetail it={chosen.it} />}
    </div>
  );
}

function casesOf(beside: Comparison, onlyChanges: boolean): { it: Case; fate: Fate }[] {
  const of = (cases: readonly Case[], fate: Fate) => cases.map((it) => ({ it, fate }));
  const changed = [of(beside.regressions, "broke"), of(beside.mended, "mended")];
  const rest = onlyChanges ? [] : [of(beside.failing, "failing"), of(beside.passing, "passing")];
  return [changed[0], rest[0], changed[1], rest[1]].flatMap((some) => some ?? []);
}

function Passed({ asked }: { asked: Asked | null }) {
  if (!asked) return <>–</>;
  const { right, total } = asked.attempts;
  const passed = right === total;
  return (
    <span class={passed ? "badge good" : "badge bad"}>
      {passed ? t("通过") : t("没过")}
      {total > 1 && ` ${right}/${total}`}
    </span>
  );
}

/** What else differs between the two runs: where to look for a cause. */
function Facts({ beside }: { beside: Comparison }) {
  const facts = [
    [t("改动的文件"), beside.changed_files],
    [t("改过的用例，不能比较"), beside.edited],
    [t("新加的用例"), beside.added],
    [t("去掉的用例"), beside.removed],
  ] as const;
  return (
    <>
      {facts.map(
        ([name, told]) =>
          told.length > 0 && (
            <p key={name} class="muted">
              {name}
              {t("：")}
              {told.slice(0, 12).join("、")}
              {told.length > 12 && " …"}
            </p>
          ),
      )}
    </>
  );
}
