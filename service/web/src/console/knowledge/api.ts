import type {
  ConflictsOut,
  FilesOut,
  JobOut,
  JobsOut,
  RowsOut,
  VersionOut,
  VersionsOut,
} from "../../api/generated";
import { getJson, postJson, request } from "../../api/request";

export type {
  ChangeOut as Change,
  ConflictOut as Conflict,
  ConflictsOut as Conflicts,
  FileOut as ShopFile,
  FilesOut as Files,
  FolderOut as Folder,
  JobOut as Job,
  RowOut as Row,
  RuleFaultOut as RuleFault,
  SideOut as Side,
  VersionOut as Version,
  VersionsOut as Versions,
} from "../../api/generated";

/** Whose report: an import's, or a version's. */
export interface ReportOf {
  of: "job" | "version";
  id: string;
}

const PAGE = 1000;
const PLACES = { job: "jobs", version: "versions" } as const;

/** `/v1/knowledge`, for one shop and in the name of whoever works there. */
export function knowledgeOf(shop: string, who: () => string) {
  const get = <T>(path: string, query: Record<string, string | number> = {}) => {
    const asked = new URLSearchParams({ shop });
    for (const [name, value] of Object.entries(query)) asked.set(name, String(value));
    return getJson<T>(`/v1/knowledge/${path}?${asked}`);
  };
  const post = async <T>(path: string, more: object = {}) => {
    const response = await postJson(`/v1/knowledge/${path}`, { shop, by: who(), ...more });
    return (await response.json()) as T;
  };
  const at = ({ of, id }: ReportOf) => `${PLACES[of]}/${encodeURIComponent(id)}`;

  return {
    files: () => get<FilesOut>("files"),
    versions: () => get<VersionsOut>("versions"),
    jobs: async () => (await get<JobsOut>("jobs")).jobs,
    job: (id: string) => get<JobOut>(`jobs/${encodeURIComponent(id)}`),
    prepare: () => post<JobOut>("jobs", { activate: false }),
    rehearse: () => post<JobOut>("jobs", { dry_run: true }),
    cancel: (id: string) => post<JobOut>(`jobs/${id}/cancel`),
    resume: (id: string) => post<JobOut>(`jobs/${id}/resume`),
    /** `override`: why, where the release gate has stopped it. The gate's suites may take a while. */
    activate: (version: string, override: string) =>
      post<VersionOut>(`versions/${version}/activate`, { override }),
    rollBack: () => post<VersionOut>("roll-back"),
    takeAway: (document: string) =>
      request(`/v1/knowledge/files/${document.split("/").map(encodeURIComponent).join("/")}?${new URLSearchParams({ shop })}`, {
        method: "DELETE",
      }),
    conflicts: (report: ReportOf, offset: number) =>
      get<ConflictsOut>(`${at(report)}/conflicts`, { offset, limit: 50 }),
    /** One page of the rows; the next begins where this one ends. */
    rows: (report: ReportOf, offset: number) =>
      get<RowsOut>(`${at(report)}/rows`, { offset, limit: PAGE }),
  };
}

export type KnowledgeApi = ReturnType<typeof knowledgeOf>;
