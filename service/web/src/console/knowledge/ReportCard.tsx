import { minuteOf } from "../../shared/time";
import { t } from "../language";
import { TroubleBanner } from "../parts/TroubleBanner";
import { Activation } from "./Activation";
import type { Job, ReportOf, Version } from "./api";
import { Conflicts } from "./Conflicts";
import { Rows } from "./Rows";
import type { Library } from "./useLibrary";
import { useReport } from "./useReport";

interface Props {
  library: Library;
  of: ReportOf;
  onNotice: (told: string) => void;
}

/** The report of an import or a version: every row, every conflict, and the way to activate it. */
export function ReportCard({ library, of, onNotice }: Props) {
  const job = of.of === "job" ? library.jobs.find(({ id }) => id === of.id) : undefined;
  const waiting = job !== undefined && job.state !== "done";
  const { report, trouble, moreConflicts } = useReport(
    library.api,
    waiting ? null : of,
    job?.finished_at ?? "",
  );
  if (waiting) return null;
  const all = library.versions?.versions ?? [];
  const version = all.find(({ id }) => id === (of.of === "version" ? of.id : job?.version));

  return (
    <section class="card report" aria-label={t("报告")}>
      <h2>{titleOf(job, version)}</h2>
      {trouble && <TroubleBanner words={trouble} />}
      {report.total !== null && <Rows report={report} removed={(job ?? version)?.removed ?? 0} />}
      <Conflicts report={report} onMore={moreConflicts} />
      {report.total !== null && (
        <Activation
          library={library}
          report={report}
          version={version ?? null}
          removed={(job ?? version)?.removed ?? 0}
          rehearsed={job?.dry_run ?? false}
          onNotice={onNotice}
        />
      )}
    </section>
  );
}

function titleOf(job: Job | undefined, version: Version | undefined): string {
  const when = minuteOf(job?.finished_at ?? version?.made_at ?? "");
  if (job?.dry_run) return t("检查结果 · {when}", { when });
  if (version) return t("第 {n} 版的报告 · {when}", { n: version.number, when });
  return t("导入报告 · {when}", { when });
}

