import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { t } from "../language";
import type { Curves, Point } from "./api";
import { SERIES } from "./CurvesCard";

const HEIGHT = 300;
const DASHES: Record<string, number[]> = { "last-year": [6, 4], forecast: [2, 4], "this-year": [] };
const COLOURS: Record<string, string> = {
  "last-year": "--muted",
  forecast: "--warn",
  "this-year": "--accent",
};

/** The three curves, drawn; the table beside says the same to those who do not see them. */
export function Chart({ curves, now }: { curves: Curves; now: string }) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const told = useRef({ curves, now });
  told.current = { curves, now };

  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const draw = () => {
      plot.current?.destroy();
      plot.current = new uPlot(optionsFor(element, () => told.current.now), dataOf(told.current.curves), element);
    };
    const fit = new ResizeObserver(() =>
      plot.current?.setSize({ width: element.clientWidth, height: HEIGHT }),
    );
    draw();
    fit.observe(element);
    dark.addEventListener("change", draw);
    return () => {
      dark.removeEventListener("change", draw);
      fit.disconnect();
      plot.current?.destroy();
      plot.current = null;
    };
  }, []);
  useEffect(() => plot.current?.setData(dataOf(curves)), [curves]);

  return <div ref={place} role="img" aria-label={t("去年、预测、今年三条进线曲线，数值见旁边的表")} />;
}

/** The shop's wall clock, as seconds of a day that has no zone. */
const secondsOf = (iso: string): number => Date.parse(`${iso.slice(0, 19)}Z`) / 1000;

function dataOf({ points }: Curves): uPlot.AlignedData {
  const series = SERIES.map(({ of }) => points.map((point: Point) => point[of]));
  return [points.map(({ at }) => secondsOf(at)), ...series];
}

function optionsFor(element: HTMLElement, now: () => string): uPlot.Options {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const axis = {
    stroke: colour("--muted"),
    grid: { stroke: colour("--line"), width: 1 },
    ticks: { stroke: colour("--line") },
    font: `12px ${style.fontFamily}`,
  };
  return {
    width: element.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { drag: { x: false, y: false } },
    scales: { y: { range: (_plot, _least, most) => [0, Math.max(1, most * 1.1)] } },
    axes: [
      { ...axis, values: (_plot, moments) => moments.map(wallClock) },
      { ...axis, size: 44 },
    ],
    series: [
      {},
      ...SERIES.map(({ name, kind }) => ({
        label: name,
        stroke: colour(COLOURS[kind] ?? ""),
        width: kind === "this-year" ? 2.5 : 1.75,
        dash: DASHES[kind] ?? [],
        points: { show: false },
      })),
    ],
    hooks: { draw: [(plot) => drawNow(plot, secondsOf(now()), colour("--muted"))] },
  };
}

const wallClock = (seconds: number): string =>
  new Date(seconds * 1000).toISOString().slice(11, 16);

/** Left of this line is what has happened. */
function drawNow(plot: uPlot, seconds: number, colour: string): void {
  const x = plot.valToPos(seconds, "x", true);
  const { left, top, width, height } = plot.bbox;
  if (x < left || x > left + width) return;
  const { ctx } = plot;
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.moveTo(x, top);
  ctx.lineTo(x, top + height);
  ctx.stroke();
  ctx.restore();
}
