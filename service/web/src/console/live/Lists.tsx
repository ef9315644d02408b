import { t } from "../language";
import type { Adoption, Live, Scene } from "./api";
import { countOf, sceneWord } from "./words";
import { percent } from "../words";

/** What is asked, by scene, the most first. */
export function Scenes({ scenes, messages }: { scenes: readonly Scene[]; messages: number }) {
  return (
    <section class="card" aria-label={t("咨询分类")}>
      <h2>{t("咨询分类")}</h2>
      {scenes.length === 0 && <p class="muted">{t("这段时间没有提问。")}</p>}
      <ul class="bars">
        {scenes.map((scene) => (
          <Bar key={scene.id} name={sceneWord(scene)} count={scene.count} of={messages} />
        ))}
      </ul>
    </section>
  );
}

/** What agents did with the suggestions. */
export function Taken({ adoption }: { adoption: Adoption }) {
  const shown = adoption.displayed;
  const steps = [
    { name: t("展示"), count: shown },
    { name: t("复制"), count: adoption.copied },
    { name: t("插入"), count: adoption.inserted },
    { name: t("修改后采用"), count: adoption.edited },
    { name: t("发送"), count: adoption.sent },
    { name: t("点赞"), count: adoption.liked },
    { name: t("点踩"), count: adoption.rejected },
  ];
  return (
    <section class="card" aria-label={t("建议采用")}>
      <h2>{t("建议采用")}</h2>
      {shown === 0 ? (
        <p class="muted">{t("这段时间没有展示建议。")}</p>
      ) : (
        <ul class="bars">
          {steps.map(({ name, count }) => (
            <Bar key={name} name={name} count={count} of={shown} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** What the guard stopped and why, and where the answer was less than it could have been. */
export function Reasons({ stopped, degraded }: Pick<Live, "stopped" | "degraded">) {
  return (
    <section class="card" aria-label={t("拦截和降级")}>
      <h2>{t("拦截和降级")}</h2>
      <h3>{t("拦下的句子")}</h3>
      {stopped.length === 0 && <p class="muted">{t("没有拦下的句子。")}</p>}
      <ul class="reasons" aria-label={t("拦下的句子")}>
        {stopped.map(({ code, rule, count }) => (
          <li key={`${code} ${rule}`}>
            <span>
              {rule || code} <small>{code}</small>
            </span>
            <b>{countOf(count)}</b>
          </li>
        ))}
      </ul>
      <h3>{t("降级")}</h3>
      {degraded.length === 0 && <p class="muted">{t("没有降级。")}</p>}
      <ul class="reasons" aria-label={t("降级")}>
        {degraded.map(({ reason, count }) => (
          <li key={reason}>
            <span>{reason}</span>
            <b>{countOf(count)}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Bar({ name, count, of }: { name: string; count: number; of: number }) {
  const share = of ? Math.min(1, count / of) : 0;
  return (
    <li>
      <span>{name}</span>
      <span class="bar" aria-hidden="true">
        <span style={{ width: `${share * 100}%` }} />
      </span>
      <b>{countOf(count)}</b>
      <small>{percent(of ? share : null)}</small>
    </li>
  );
}
