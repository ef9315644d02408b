/** Builds everything that is served or loaded, in order, and holds the sidebar to its size. */

import { copyFileSync, readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { build } from "vite";

const MOST_GZIPPED_BYTES = 40 * 1024;

for (const mode of ["pages", "embed", "panel", "page", "background"]) {
  await build({ mode, logLevel: "warn" });
}
copyFileSync("src/extension/manifest.json", "dist/extension/manifest.json");

const files = ["dist/index.html", ...readdirSync("dist/assets").map((name) => `dist/assets/${name}`)];
const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
console.log(`sidebar: ${(bytes / 1024).toFixed(1)} KB gzip, ${MOST_GZIPPED_BYTES / 1024} at most`);
if (bytes > MOST_GZIPPED_BYTES) {
  console.error("the sidebar is too large for a workbench's side column: take something out");
  process.exitCode = 1;
}
