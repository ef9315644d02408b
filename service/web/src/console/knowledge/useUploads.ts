import { useRef, useState } from "preact/hooks";
import { t } from "../language";
import { wordsOf, type Words } from "../trouble";
import type { Folder } from "./api";
import { sendFile } from "./sending";
import { sizeOf } from "./words";

/** A file on its way; `share` of it has left, from 0 to 1. */
export interface Upload {
  key: number;
  folder: string;
  file: File;
  share: number;
  state: "waiting" | "sending" | "sent" | "refused";
  trouble: Words | null;
}

/** What another try would not change. */
const FOR_GOOD = new Set(["refused_here", "upload_refused", "upload_too_large"]);

export const canRetry = ({ trouble }: Upload): boolean =>
  trouble !== null && !FOR_GOOD.has(trouble.code);

/** Files are sent one after the other; what cannot be taken is told before it is sent. */
export function useUploads(shop: string, mostBytes: number, onSent: () => void) {
  const [uploads, setUploads] = useState<Upload[]>([]);
  const queue = useRef<Promise<void>>(Promise.resolve());
  const keys = useRef(0);

  const change = (key: number, changed: Partial<Upload>) =>
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...changed } : one)));

  async function send({ key, folder, file }: Upload): Promise<void> {
    change(key, { state: "sending", share: 0, trouble: null });
    try {
      await sendFile(shop, folder, file, (share) => change(key, { share }));
      change(key, { state: "sent", share: 1 });
      onSent();
    } catch (error) {
      change(key, { state: "refused", trouble: wordsOf(error) });
    }
  }

  function add(folder: Folder, files: readonly File[]): void {
    const added = files.map((file): Upload => {
      const trouble = refusal(folder, file, mostBytes);
      const state = trouble ? "refused" : "waiting";
      return { key: ++keys.current, folder: folder.name, file, share: 0, state, trouble };
    });
    setUploads((all) => [...all, ...added]);
    added.filter(({ state }) => state === "waiting").forEach(enqueue);
  }

  function enqueue(upload: Upload): void {
    queue.current = queue.current.then(() => send(upload));
  }

  function again(upload: Upload): void {
    change(upload.key, { state: "waiting", trouble: null });
    enqueue(upload);
  }

  const forget = () =>
    setUploads((all) => all.filter(({ state }) => state === "waiting" || state === "sending"));

  return { uploads, add, again, forget };
}

/** Why the service would refuse the file, as far as that can be told without sending it. */
function refusal(folder: Folder, file: File, mostBytes: number): Words | null {
  const kind = /\.[^.]+$/.exec(file.name)?.[0]?.toLowerCase() ?? "";
  const refused = (title: string, detail: string) => ({ title, detail, code: "refused_here" });
  if (file.size === 0) {
    return refused(t("文件是空的"), t("请重新导出后再上传。文件夹不能上传，请选里面的文件。"));
  }
  if (!folder.endings.includes(kind)) {
    return refused(
      t("这里不收这种文件"),
      t("可以上传：{kinds}。", { kinds: folder.endings.join(" ") }),
    );
  }
  if (file.size > mostBytes) {
    return refused(
      t("文件太大"),
      t("最大 {size}：请压缩图片或拆成几个文件。", { size: sizeOf(mostBytes) }),
    );
  }
  return null;
}
