import { Icon } from "../../shared/icons";
import { t } from "../language";
import { canRetry, type Upload } from "./useUploads";
import { FOLDER_WORDS, sizeOf } from "./words";

interface Props {
  uploads: readonly Upload[];
  onAgain: (upload: Upload) => void;
  onForget: () => void;
}

/** The files that were dropped: on their way, arrived, or refused and why. */
export function UploadList({ uploads, onAgain, onForget }: Props) {
  if (uploads.length === 0) return null;
  const idle = uploads.every(({ state }) => state === "sent" || state === "refused");
  return (
    <>
      <ul class="uploads" aria-label={t("上传进度")}>
        {uploads.map((upload) => (
          <li key={upload.key} class={upload.state}>
            <div class="row">
              <b class="name">{upload.file.name}</b>
              <small>
                {FOLDER_WORDS[upload.folder]?.name ?? upload.folder} · {sizeOf(upload.file.size)}
              </small>
              <span class="spring" />
              <State upload={upload} />
            </div>
            {upload.state === "sending" && (
              <progress value={upload.share} max={1} aria-label={upload.file.name} />
            )}
            {upload.trouble && (
              <p class="why">
                {upload.trouble.title}：{upload.trouble.detail}{" "}
                {canRetry(upload) && (
                  <button type="button" class="link" onClick={() => onAgain(upload)}>
                    {t("重试")}
                  </button>
                )}
              </p>
            )}
          </li>
        ))}
      </ul>
      {idle && (
        <button type="button" class="link" onClick={onForget}>
          {t("清空列表")}
        </button>
      )}
    </>
  );
}

function State({ upload: { state, share } }: { upload: Upload }) {
  if (state === "waiting") return <small>{t("等待上传")}</small>;
  if (state === "sending") return <small>{Math.round(share * 100)}%</small>;
  if (state === "sent") {
    return (
      <span class="badge good">
        <Icon name="check" />
        {t("已上传")}
      </span>
    );
  }
  return (
    <span class="badge bad">
      <Icon name="blocked" />
      {t("没有收")}
    </span>
  );
}
