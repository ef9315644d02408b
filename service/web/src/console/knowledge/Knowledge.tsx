import { useEffect, useState } from "preact/hooks";
import { t } from "../language";
import { TroubleBanner } from "../parts/TroubleBanner";
import { go, linkTo } from "../route";
import type { Job, ReportOf } from "./api";
import { Changes } from "./Changes";
import { DropZones } from "./DropZones";
import { FileList } from "./FileList";
import { Importing } from "./Importing";
import { ReportCard } from "./ReportCard";
import { useLibrary } from "./useLibrary";
import { Versions } from "./Versions";

const NOTICE_MILLISECONDS = 8_000;

interface Props {
  shop: string;
  who: string;
  report: ReportOf | null;
}

/** 知识库: files in, the report, what contradicts what, and which version is in use. */
export function Knowledge({ shop, who, report: asked }: Props) {
  const library = useLibrary(shop, who);
  const { files, versions, jobs, trouble } = library;
  const [notice, setNotice] = useState("");
  const shown = asked ?? latestOf(jobs);

  async function start(begin: () => Promise<Job>): Promise<void> {
    const job = await library.act(begin);
    if (job) go(linkTo.job(job.id));
  }

  useEffect(() => {
    const hiding = setTimeout(() => setNotice(""), NOTICE_MILLISECONDS);
    return () => clearTimeout(hiding);
  }, [notice]);
  useEffect(() => {
    document.title = t("知识库 · 守门员");
  }, []);

  return (
    <div class="columns">
      <div class="wide">
        {trouble && <TroubleBanner words={trouble} onRetry={library.refresh} />}
        <p class="notice" role="status">
          {notice}
        </p>
        {files && <DropZones shop={shop} files={files} onSent={library.refresh} />}
        {files && <Importing library={library} files={files.files} onStart={start} />}
        {shown && <ReportCard key={`${shown.of} ${shown.id}`} library={library} of={shown} onNotice={setNotice} />}
      </div>
      <div class="narrow">
        {versions && <Versions library={library} versions={versions} onNotice={setNotice} />}
        {versions && <Changes changes={versions.changes} />}
        {files && <FileList library={library} files={files.files} />}
      </div>
    </div>
  );
}

function latestOf(jobs: readonly Job[]): ReportOf | null {
  const job = jobs[0];
  return job ? { of: "job", id: job.id } : null;
}
