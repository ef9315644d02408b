/** One server-sent event; `data` is its data lines joined. */
export interface ServerEvent {
  name: string;
  data: string;
}

/**
 * The events of a response body, each as soon as its blank line has arrived.
 *
 * EventSource cannot POST, so the format is read here. Decoding is incremental: a character whose
 * bytes are split between two chunks stays whole.
 * `alive` is told of every chunk, also of one that only says that the stream is still there.
 */
export async function* eventsOf(
  body: ReadableStream<Uint8Array>,
  alive: () => void = () => undefined,
): AsyncGenerator<ServerEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const event = new EventInTheMaking();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      alive();
      const lines = (rest + decoder.decode(value, { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        const complete = event.take(line.replace(/\r$/, ""));
        if (complete) yield complete;
      }
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

class EventInTheMaking {
  private name = "message";
  private data: string[] = [];

  /** Takes one line; returns the event when the line is the blank one that ends it. */
  take(line: string): ServerEvent | null {
    if (line === "") return this.finish();
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "event") this.name = value;
    if (field === "data") this.data.push(value);
    return null;
  }

  private finish(): ServerEvent | null {
    const complete = this.data.length ? { name: this.name, data: this.data.join("\n") } : null;
    this.name = "message";
    this.data = [];
    return complete;
  }
}
