/** A short token that the workbench hands over; kept in memory only, never in storage. */
let token = "";

export function keepToken(given: string): void {
  token = given;
}

export const bearer = (): Record<string, string> =>
  token ? { Authorization: `Bearer ${token}` } : {};
