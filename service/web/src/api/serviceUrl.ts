/** Where the service is; "" where it serves the page itself. */
let base = "";

export function setService(address: string): void {
  base = address.replace(/\/+$/, "");
}

export const serviceUrl = (path: string): string => base + path;
