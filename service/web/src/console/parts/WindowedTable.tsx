import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

const SPARE_ROWS = 8;

interface Props<Row> {
  label: string;
  /** The heads of the columns, and the class of each. */
  columns: readonly { head: string; kind: string }[];
  rows: readonly Row[];
  /** The height of every row, in pixels; the style sheet clips what is higher. */
  rowHeight: number;
  cells: (row: Row) => readonly ComponentChildren[];
}

/**
 * A table of any length: only the rows in sight, and a few around them, are on the page. A screen
 * reader is told how many there are, and the place of each.
 */
export function WindowedTable<Row>({ label, columns, rows, rowHeight, cells }: Props<Row>) {
  const { frame, first, last, onScroll } = useWindow(rows, rowHeight);
  return (
    <div class="windowed" ref={frame} tabIndex={0} role="region" aria-label={label} onScroll={onScroll}>
      <table aria-label={label} aria-rowcount={rows.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map(({ head, kind }) => (
              <th key={head} scope="col" class={kind}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap height={first * rowHeight} />
          {rows.slice(first, last).map((row, at) => (
            <tr key={first + at} aria-rowindex={first + at + 2} style={{ height: `${rowHeight}px` }}>
              {cells(row).map((cell, column) => (
                <td key={column} class={columns[column]?.kind}>
                  <div class="clipped" title={typeof cell === "string" ? cell : undefined}>
                    {cell}
                  </div>
                </td>
              ))}
            </tr>
          ))}
          <Gap height={(rows.length - last) * rowHeight} />
        </tbody>
      </table>
    </div>
  );
}

function Gap({ height }: { height: number }) {
  return height > 0 ? <tr aria-hidden="true" style={{ height: `${height}px` }} /> : null;
}

function useWindow<Row>(rows: readonly Row[], rowHeight: number) {
  const frame = useRef<HTMLDivElement>(null);
  const [sight, setSight] = useState({ top: 0, height: 600 });

  function look(): void {
    const element = frame.current;
    if (element) setSight({ top: element.scrollTop, height: element.clientHeight });
  }

  // Another filter begins at its first row.
  useLayoutEffect(() => {
    if (frame.current) frame.current.scrollTop = 0;
    look();
  }, [rows]);
  useLayoutEffect(() => {
    window.addEventListener("resize", look);
    return () => window.removeEventListener("resize", look);
  }, []);

  const first = Math.max(0, Math.floor(sight.top / rowHeight) - SPARE_ROWS);
  const shown = Math.ceil(sight.height / rowHeight) + 2 * SPARE_ROWS;
  return { frame, first, last: Math.min(rows.length, first + shown), onScroll: look };
}
