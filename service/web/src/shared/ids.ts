/** An id that nobody else makes; `crypto.randomUUID` is missing on plain HTTP and before Chrome 92. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
