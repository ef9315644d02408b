import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { wordsOf, type Words } from "../trouble";
import { knowledgeOf, type Files, type Job, type Versions } from "./api";

const LOOK_EVERY_MILLISECONDS = 500;

export const isUnderWay = ({ state }: Job): boolean => state === "queued" || state === "running";

export type Library = ReturnType<typeof useLibrary>;

/** The shop's files, versions and imports; while an import is under way it is watched. */
export function useLibrary(shop: string, who: string) {
  const name = useRef(who);
  name.current = who;
  const api = useMemo(() => knowledgeOf(shop, () => name.current), [shop]);
  const [files, setFiles] = useState<Files | null>(null);
  const [versions, setVersions] = useState<Versions | null>(null);
  const [jobs, setJobs] = useState<readonly Job[]>([]);
  const [trouble, setTrouble] = useState<Words | null>(null);
  const [missed, setMissed] = useState(0);
  const watched = jobs.find(isUnderWay);

  const failed = (error: unknown) => setTrouble(wordsOf(error));

  async function look(): Promise<void> {
    const [filesNow, versionsNow, jobsNow] = await Promise.all([
      api.files(),
      api.versions(),
      api.jobs(),
    ]);
    setFiles(filesNow);
    setVersions(versionsNow);
    setJobs(jobsNow);
  }

  function refresh(): void {
    setTrouble(null);
    look().catch(failed);
  }

  /** Does what a button asks for, then looks how things stand; null when it was refused. */
  async function act<T>(work: () => Promise<T>): Promise<T | null> {
    setTrouble(null);
    try {
      const done = await work();
      await look();
      return done;
    } catch (error) {
      failed(error);
      return null;
    }
  }

  useEffect(refresh, [api]);
  useEffect(() => {
    if (!watched) return undefined;
    let stopped = false;
    const timer = setTimeout(async () => {
      try {
        const job = await api.job(watched.id);
        if (stopped) return;
        setTrouble(null);
        setJobs((all) => all.map((one) => (one.id === job.id ? job : one)));
        if (!isUnderWay(job)) refresh();
      } catch (error) {
        if (stopped) return;
        failed(error);
        setMissed((times) => times + 1);
      }
    }, LOOK_EVERY_MILLISECONDS);
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [watched, missed]);

  return { api, files, versions, jobs, watched, trouble, refresh, act };
}
