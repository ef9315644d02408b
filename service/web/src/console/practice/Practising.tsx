import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { t } from "../language";

interface Props {
  shop: string;
  who: string;
}

/** Fetched when it is opened: who looks at the figures of the day needs none of it. */
export function Practising(props: Props) {
  const [Practice, setPractice] = useState<ComponentType<Props> | null>(null);
  const [lost, setLost] = useState(false);
  useEffect(() => {
    import("./Practice").then(
      (module) => setPractice(() => module.Practice),
      () => setLost(true),
    );
  }, []);
  if (lost) return <p role="alert">{t("没有收到服务的答复：请检查网络后重试。")}</p>;
  return Practice && <Practice {...props} />;
}
