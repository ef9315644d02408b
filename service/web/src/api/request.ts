import { serviceUrl } from "./serviceUrl";
import { anotherToken, bearer, sentToken } from "./token";
import { ConnectionLost, problemFrom } from "./errors";

/**
 * The answer to one request.
 * Throws ProblemError for a refusal, ConnectionLost when there is no answer; an aborted request
 * throws the browser's AbortError.
 */
export async function request(path: string, init: RequestInit = {}): Promise<Response> {
  const token = sentToken();
  const response = await fetch(serviceUrl(path), {
    ...init,
    headers: { ...bearer(), ...(init.headers as Record<string, string>) },
  }).catch((error: unknown) => {
    throw isAbort(error) ? error : new ConnectionLost();
  });
  if (response.status === 401 && (await anotherToken(token, init.signal))) {
    return request(path, init);
  }
  if (!response.ok) {
    throw problemFrom(await response.json().catch(() => null), response.status);
  }
  return response;
}

/** The JSON body of a GET. */
export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await request(path, signal ? { signal } : {});
  return (await response.json().catch((error: unknown) => {
    throw isAbort(error) ? error : new ConnectionLost();
  })) as T;
}

export function postJson(path: string, body: unknown, init: RequestInit = {}): Promise<Response> {
  return request(path, {
    ...init,
    method: "POST",
    headers: { "Content-Type": "application/json", ...init.headers },
    body: JSON.stringify(body),
  });
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}
