import { useEffect, useState } from "preact/hooks";
import { Icon, type IconName } from "../../shared/icons";
import { t } from "../language";
import { TroubleBanner } from "../parts/TroubleBanner";
import { wordsOf, type Words } from "../trouble";
import type { Version } from "./api";
import { CHECKS, type Finding, type Prepared } from "./checks";
import type { Library } from "./useLibrary";
import type { Report } from "./useReport";

interface Props {
  library: Library;
  report: Report;
  version: Version | null;
  removed: number;
  rehearsed: boolean;
  onNotice: (told: string) => void;
}

const ICONS: Record<Finding["verdict"], IconName> = { passed: "check", look: "warning", stop: "blocked" };

/** The step before a version goes live: what the checks found, seen by a person, then 生效. */
export function Activation({ library, report, version, removed, rehearsed, onNotice }: Props) {
  const complete = report.rows.length === report.total;
  const findings = useFindings(complete && version ? { version, report, removed } : null);
  const [seen, setSeen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Words | null>(null);
  if (rehearsed) return <p class="muted">{t("这是试导入，什么都没有改变。")}</p>;
  if (!version) return <p class="muted">{t("这个版本已经不保留了。")}</p>;
  if (version.active) return <p class="in-use">{t("这一版正在使用。")}</p>;

  const mustSee = findings.some(({ verdict }) => verdict === "look");
  const stopped = findings.length === 0 || findings.some(({ verdict }) => verdict === "stop");

  async function activate({ id, number }: Version, override = ""): Promise<void> {
    setBusy(true);
    setTrouble(null);
    try {
      await library.api.activate(id, override);
      onNotice(t("第 {n} 版已生效。", { n: number }));
      library.refresh();
    } catch (error) {
      setTrouble(wordsOf(error));
    }
    setBusy(false);
  }

  return (
    <div class="activation">
      <h3>{t("生效前检查")}</h3>
      <ul class="findings">
        {findings.map(({ name, verdict, told }) => (
          <li key={name} class={verdict}>
            <Icon name={ICONS[verdict]} />
            <b>{name}</b>
            <span>{told}</span>
          </li>
        ))}
      </ul>
      {mustSee && (
        <label class="seen">
          <input type="checkbox" checked={seen} onChange={() => setSeen(!seen)} />
          {t("我看过上面的问题，仍要生效")}
        </label>
      )}
      <button
        type="button"
        class="button primary"
        disabled={busy || stopped || (mustSee && !seen)}
        onClick={() => activate(version)}
      >
        {t("第 {n} 版生效", { n: version.number })}
      </button>
      <span class="muted" role="status">
        {busy && ` ${t("正在检查并生效…")}`}
      </span>
      {trouble && <TroubleBanner words={trouble} />}
      {trouble?.code === "not_released" && (
        <Override onReason={(reason) => activate(version, reason)} busy={busy} />
      )}
    </div>
  );
}

/** What the gate has stopped goes live only with a reason, which is kept with the name. */
function Override({ onReason, busy }: { onReason: (reason: string) => void; busy: boolean }) {
  const [reason, setReason] = useState("");
  return (
    <form
      class="override"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim()) onReason(reason.trim());
      }}
    >
      <label>
        {t("仍要生效的理由，和署名一起留档")}
        <input
          value={reason}
          maxLength={400}
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="button" disabled={busy || !reason.trim()}>
        {t("仍要生效")}
      </button>
    </form>
  );
}

function useFindings(prepared: Prepared | null): readonly Finding[] {
  const [findings, setFindings] = useState<readonly Finding[]>([]);
  useEffect(() => {
    let stopped = false;
    setFindings([]);
    if (prepared) {
      void Promise.all(CHECKS.map((check) => check(prepared))).then(
        (found) => !stopped && setFindings(found),
      );
    }
    return () => {
      stopped = true;
    };
  }, [prepared?.version.id, prepared?.report]);
  return findings;
}
