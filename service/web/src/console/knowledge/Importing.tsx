import { Icon } from "../../shared/icons";
import { t } from "../language";
import type { Job, ShopFile } from "./api";
import type { Library } from "./useLibrary";
import { JOB_STATES, stageWord } from "./words";

interface Props {
  library: Library;
  files: readonly ShopFile[];
  onStart: (begin: () => Promise<Job>) => void;
}

/** From files to a new version: what is new since the last import, and the import itself. */
export function Importing({ library, files, onStart }: Props) {
  const { api, watched, jobs } = library;
  const changed = files.filter(({ state }) => state !== "live");
  const last = jobs[0];
  return (
    <section class="card" aria-label={t("新版本")}>
      <h2>{t("新版本")}</h2>
      <Changed files={changed} />
      <div class="actions">
        <button
          type="button"
          class={changed.length ? "button primary" : "button"}
          disabled={watched !== undefined}
          onClick={() => onStart(api.prepare)}
        >
          {t("生成新版本")}
        </button>
        <button
          type="button"
          class="button"
          disabled={watched !== undefined}
          onClick={() => onStart(api.rehearse)}
        >
          {t("只检查，不保存")}
        </button>
        <small>{t("生成后先检查再生效，买家现在看到的不变。")}</small>
      </div>
      {watched && <Progress job={watched} onCancel={() => library.act(() => api.cancel(watched.id))} />}
      {!watched && last && last.state !== "done" && (
        <Stopped job={last} onResume={() => library.act(() => api.resume(last.id))} />
      )}
    </section>
  );
}

function Changed({ files }: { files: readonly ShopFile[] }) {
  if (files.length === 0) {
    return <p class="muted">{t("上次导入以后没有新上传的文件。")}</p>;
  }
  return (
    <ul class="changed" aria-label={t("等待导入的文件")}>
      {files.map(({ document, state }) => (
        <li key={document}>
          <Icon name={state === "pending" ? "plus" : "minus"} />
          <span class="name">{document}</span>
          <small>{state === "pending" ? t("新上传") : t("将移除")}</small>
        </li>
      ))}
    </ul>
  );
}

function Progress({ job, onCancel }: { job: Job; onCancel: () => void }) {
  const what = job.stage ? stageWord(job.stage) : JOB_STATES[job.state];
  return (
    <div class="progress" role="status">
      <span>
        {what} {job.total > 0 && `${job.done} / ${job.total}`}
      </span>
      <progress aria-label={what} {...(job.total > 0 && { value: job.done, max: job.total })} />
      <button type="button" class="button small" onClick={onCancel}>
        {t("取消")}
      </button>
    </div>
  );
}

function Stopped({ job, onResume }: { job: Job; onResume: () => void }) {
  return (
    <div class="banner warn" role="status">
      <Icon name="warning" />
      <div>
        <b>{t("上次导入：{state}", { state: JOB_STATES[job.state] })}</b>
        {job.error && <p>{job.error}</p>}
        <button type="button" class="button small" onClick={onResume}>
          {t("继续导入")}
        </button>
      </div>
    </div>
  );
}
