import { useEffect } from "preact/hooks";
import { t } from "../language";
import { TroubleBanner } from "../parts/TroubleBanner";
import type { Buyer } from "./api";
import { Talk } from "./Talk";
import { Trainees } from "./Trainees";
import { usePractice } from "./usePractice";
import { aboutWord, buyerWord } from "./words";

/** 练习: a buyer who is none, thirty seconds an answer, and what the bot's checks say of it. */
export function Practice({ shop, who }: { shop: string; who: string }) {
  const practice = usePractice(shop, who);
  const { buyers, trainees, played, trouble, busy } = practice;

  useEffect(() => {
    document.title = t("练习 · 守门员");
  }, []);

  return (
    <div class="practice">
      {trouble && <TroubleBanner words={trouble} onRetry={practice.look} />}
      {played && (
        <Talk
          key={played.id}
          played={played}
          at={practice.at}
          busy={busy}
          onReply={practice.reply}
          onAgain={() => void practice.begin(played.buyer)}
          onLeave={practice.leave}
        />
      )}
      {!played && buyers && (
        <Buyers buyers={buyers} busy={busy} onPick={(id) => void practice.begin(id)} />
      )}
      {!played && trainees && trainees.length > 0 && <Trainees trainees={trainees} />}
    </div>
  );
}

interface BuyersProps {
  buyers: readonly Buyer[];
  busy: boolean;
  onPick: (id: string) => void;
}

function Buyers({ buyers, busy, onPick }: BuyersProps) {
  return (
    <section class="card" aria-label={t("选一位买家")}>
      <h2>{t("选一位买家")}</h2>
      <p class="muted">
        {t("买家按本店的商品和活动规则出题，每句话 30 秒内回复，用评测机器人的同一套检查打分。")}
      </p>
      <ul class="buyers">
        {buyers.map(({ id, name, about }) => (
          <li key={id}>
            <button type="button" class="buyer" disabled={busy} onClick={() => onPick(id)}>
              <b>{buyerWord(id, name)}</b>
              <span>{aboutWord(id, about)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
