import { useState } from "preact/hooks";
import { t } from "../language";
import type { Files, Folder } from "./api";
import { UploadList } from "./UploadList";
import { useUploads } from "./useUploads";
import { FOLDER_WORDS, sizeOf } from "./words";

/** One place a folder to drop files on, or to choose them, and how far each has come. */
export function DropZones({ shop, files, onSent }: { shop: string; files: Files; onSent: () => void }) {
  const sending = useUploads(shop, files.max_bytes, onSent);
  return (
    <section class="card" aria-label={t("上传文件")}>
      <h2>{t("上传文件")}</h2>
      <div class="zones">
        {[...files.folders].sort(byWord).map((folder) => (
          <DropZone
            key={folder.name}
            folder={folder}
            most={files.max_bytes}
            onFiles={(chosen) => sending.add(folder, chosen)}
          />
        ))}
      </div>
      <UploadList uploads={sending.uploads} onAgain={sending.again} onForget={sending.forget} />
    </section>
  );
}

interface Props {
  folder: Folder;
  most: number;
  onFiles: (files: File[]) => void;
}

function DropZone({ folder, most, onFiles }: Props) {
  const [over, setOver] = useState(false);
  const { name, hint } = FOLDER_WORDS[folder.name] ?? { name: folder.name, hint: "" };
  return (
    <label
      class={over ? "zone over" : "zone"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onFiles([...(event.dataTransfer?.files ?? [])]);
      }}
    >
      <input
        type="file"
        class="visually-hidden"
        multiple
        accept={folder.endings.join(",")}
        aria-label={t("选择{what}文件", { what: name })}
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          currentTarget.value = "";
        }}
      />
      <b>{name}</b>
      <span>{t("拖到这里，或点击选择")}</span>
      <small>{hint}</small>
      <small>
        {folder.endings.map((ending) => ending.slice(1)).join(" ")} · {t("最大 {size}", { size: sizeOf(most) })}
      </small>
    </label>
  );
}

const ORDER = ["scripts", "manuals", "promotions", "flows", "synonyms"];
const placeOf = ({ name }: Folder): number => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
const byWord = (one: Folder, other: Folder): number => placeOf(one) - placeOf(other);
