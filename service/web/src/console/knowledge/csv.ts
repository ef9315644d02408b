/** A table as a file that Excel opens: a byte order mark, and no cell that is taken for a formula. */
export function saveCsv(name: string, lines: readonly (readonly string[])[]): void {
  const text = lines.map((cells) => cells.map(cellOf).join(",")).join("\r\n");
  const address = URL.createObjectURL(new Blob([`\ufeff${text}\r\n`], { type: "text/csv" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

function cellOf(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replace(/"/g, '""')}"`;
}
