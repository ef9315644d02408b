import { ConnectionLost, ProblemError, problemFrom } from "../../api/errors";
import { serviceUrl } from "../../api/serviceUrl";
import { anotherToken, bearer, sentToken } from "../../api/token";

/**
 * Sends a file, telling the share that has left (0 to 1); again where another key is given.
 * Throws ProblemError for a refusal, ConnectionLost when there is no answer.
 */
export async function sendFile(
  shop: string,
  folder: string,
  file: File,
  onProgress: (share: number) => void,
): Promise<void> {
  const token = sentToken();
  try {
    await sendOnce(shop, folder, file, onProgress);
  } catch (error) {
    const unknown = error instanceof ProblemError && error.problem.status === 401;
    if (!unknown || !(await anotherToken(token))) throw error;
    await sendFile(shop, folder, file, onProgress);
  }
}

/** By XMLHttpRequest: `fetch` does not tell what has left. */
function sendOnce(
  shop: string,
  folder: string,
  file: File,
  onProgress: (share: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    const lost = () => reject(new ConnectionLost());
    sending.open("PUT", serviceUrl(addressOf(shop, folder, file.name)));
    sending.setRequestHeader("Content-Type", "application/octet-stream");
    for (const [name, value] of Object.entries(bearer())) sending.setRequestHeader(name, value);
    sending.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
    sending.onerror = lost;
    sending.onabort = lost;
    sending.onload = () => {
      if (sending.status === 201) resolve();
      else reject(problemFrom(documentIn(sending.responseText), sending.status));
    };
    sending.send(file);
  });
}

function addressOf(shop: string, folder: string, name: string): string {
  const query = new URLSearchParams({ shop });
  return `/v1/knowledge/files/${folder}/${encodeURIComponent(name)}?${query}`;
}

function documentIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
