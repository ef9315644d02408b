import { ConnectionLost, problemFrom } from "../../api/errors";
import { serviceUrl } from "../../api/serviceUrl";
import { bearer } from "../../api/token";

/**
 * Sends a file, telling the share that has left (0 to 1). `fetch` does not tell it.
 * Throws ProblemError for a refusal, ConnectionLost when there is no answer.
 */
export function sendFile(
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
