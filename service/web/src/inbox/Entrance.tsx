import { useState } from "preact/hooks";
import { t } from "./language";

/** The name is shown to customers, and tells colleagues who has whom. */
export function Entrance({ onEnter }: { onEnter: (name: string) => void }) {
  const [name, setName] = useState("");
  return (
    <main class="entrance">
      <form
        class="card"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim()) onEnter(name.trim());
        }}
      >
        <h1>{t("人工接待")}</h1>
        <label>
          {t("您的名字，顾客会看到")}
          <input
            maxLength={40}
            value={name}
            autocomplete="nickname"
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="button primary" disabled={!name.trim()}>
          {t("开始接待")}
        </button>
      </form>
    </main>
  );
}
