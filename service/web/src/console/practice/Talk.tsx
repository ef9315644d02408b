import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { SayForm } from "../../shared/SayForm";
import { minuteOf } from "../../shared/time";
import { useFollowing } from "../../shared/useFollowing";
import { t } from "../language";
import type { Played } from "./api";
import { Score } from "./Score";
import { buyerWord } from "./words";

const TICK_MILLISECONDS = 250;

interface Props {
  played: Played;
  /** When `played` came (milliseconds): the buyer waits on meanwhile. */
  at: number;
  busy: boolean;
  onReply: (text: string, handedOver: boolean) => Promise<boolean>;
  onAgain: () => void;
  onLeave: () => void;
}

/** The conversation on the left, what the checks say of each answer beside it. */
export function Talk({ played, at, busy, onReply, onAgain, onLeave }: Props) {
  const [typed, setTyped] = useState("");
  const log = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLDivElement>(null);
  useFollowing(log, [played.lines.length], true);
  useLayoutEffect(() => {
    if (!played.ended) field.current?.querySelector("textarea")?.focus();
  }, [played.lines.length]);

  async function reply(text: string, handedOver: boolean): Promise<void> {
    if (!busy && (await onReply(text, handedOver))) setTyped("");
  }

  return (
    <div class="columns">
      <section class="card talk" aria-label={t("和买家的对话")}>
        <div class="row wrap">
          <h2>{buyerWord(played.buyer, played.buyer_name)}</h2>
          <small>
            {t("时间 {at} · 第 {seed} 号买家", { at: minuteOf(played.at), seed: played.seed })}
          </small>
          <span class="spring" />
          {!played.ended && <Clock played={played} at={at} />}
        </div>
        <div class="lines" role="log" aria-label={t("对话")} tabIndex={0} ref={log}>
          {played.lines.map(({ role, text }, place) => (
            <p key={place} class={`line ${role}`}>
              <span class="visually-hidden">{role === "customer" ? t("买家：") : t("您：")}</span>
              {text}
            </p>
          ))}
        </div>
        {played.ended ? (
          <Ending played={played} onAgain={onAgain} onLeave={onLeave} />
        ) : (
          <div class="answering" ref={field}>
            <SayForm
              text={typed}
              label={t("您的回复")}
              placeholder={t("像平时一样回复，Enter 发送")}
              maxLength={2000}
              onType={setTyped}
              onSay={(text) => void reply(text, false)}
            >
              {(empty) => (
                <button type="submit" class="button primary" disabled={empty || busy}>
                  {t("回复")}
                </button>
              )}
            </SayForm>
            <div class="row">
              <button
                type="button"
                class="button"
                disabled={busy}
                onClick={() => void reply(typed.trim(), true)}
              >
                {t("转专员")}
              </button>
              <span class="spring" />
              <button type="button" class="link" onClick={onLeave}>
                {t("不练了")}
              </button>
            </div>
          </div>
        )}
      </section>
      <Score played={played} />
    </div>
  );
}

/** Seconds that the buyer may still have to wait. */
function Clock({ played, at }: { played: Played; at: number }) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    setNow(Date.now());
    const ticking = setInterval(() => setNow(Date.now()), TICK_MILLISECONDS);
    return () => clearInterval(ticking);
  }, [at]);
  const waited = played.waiting_seconds + Math.max(0, now - at) / 1000;
  const left = Math.ceil(played.limit_seconds - waited);
  return (
    <span class={`pill ${left > 10 ? "good" : left > 0 ? "warn" : "bad"}`} role="timer">
      {left > 0 ? t("还剩 {n} 秒", { n: left }) : t("超时 {n} 秒", { n: -left })}
    </span>
  );
}

function Ending({ played, onAgain, onLeave }: Pick<Props, "played" | "onAgain" | "onLeave">) {
  return (
    <div class="row wrap" role="status">
      <span class={`pill ${played.ended === "served" ? "good" : "bad"}`}>
        {played.ended === "served" ? t("买家满意") : t("买家走了")}
      </span>
      <span class="spring" />
      <button type="button" class="button" onClick={onLeave}>
        {t("换一种买家")}
      </button>
      <button type="button" class="button primary" onClick={onAgain}>
        {t("再来一位")}
      </button>
    </div>
  );
}
