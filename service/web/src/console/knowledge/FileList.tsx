import { useState } from "preact/hooks";
import { t } from "../language";
import type { ShopFile } from "./api";
import type { Library } from "./useLibrary";
import { sizeOf } from "./words";

const STATES = { live: "", pending: t("新上传"), leaving: t("将移除") } as const;

/** Every file of the shop; one that is removed goes with the next version, and comes back with 退回. */
export function FileList({ library, files }: { library: Library; files: readonly ShopFile[] }) {
  const [removing, setRemoving] = useState("");
  return (
    <section class="card" aria-label={t("文件")}>
      <details>
        <summary>{t("文件 {n} 个", { n: files.length })}</summary>
        <ul class="files">
          {files.map(({ document, bytes, state }) => (
            <li key={document}>
              <span class="name">{document}</span>
              <small>{[sizeOf(bytes), STATES[state]].filter(Boolean).join(" · ")}</small>
              {state !== "leaving" && document.includes("/") && (
                <button
                  type="button"
                  class="link"
                  aria-label={
                    removing === document
                      ? t("确认移除 {what}", { what: document })
                      : t("移除 {what}", { what: document })
                  }
                  onClick={() => {
                    if (removing !== document) return setRemoving(document);
                    setRemoving("");
                    return void library.act(() => library.api.takeAway(document));
                  }}
                >
                  {removing === document ? t("确认移除") : t("移除")}
                </button>
              )}
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
