const KEY = "goalie.agent";

/** The name an agent gave on this computer; `?agent=` goes before. */
export function knownName(): string {
  const given = new URLSearchParams(location.search).get("agent");
  if (given) return given.trim().slice(0, 40);
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

export function keepName(name: string): void {
  try {
    localStorage.setItem(KEY, name);
  } catch {
    return;
  }
}
