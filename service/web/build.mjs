/** Builds everything that is served or loaded, in order, and holds the pages to their sizes. */

import { copyFileSync, readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { build } from "vite";

const SERVED = ["pages", "console", "chat", "inbox", "widget", "embed"];
const LOADED = ["panel", "page", "background"];

for (const mode of [...SERVED, ...LOADED]) {
  await build({ mode, logLevel: "warn" });
}
copyFileSync("src/extension/manifest.json", "dist/extension/manifest.json");

const inFolder = (folder) => readdirSync(folder).map((name) => `${folder}/${name}`);
const named = (part) => inFolder("dist/console/assets").filter((name) => name.includes(`/${part}-`));
const [charts, practice] = ["Chart", "Practice"].map(named);
const others = inFolder("dist/console/assets").filter(
  (name) => !charts.includes(name) && !practice.includes(name),
);
hold("sidebar", ["dist/index.html", ...inFolder("dist/assets")], 40);
hold("console", ["dist/console/console.html", ...others], 40);
hold("console's chart, fetched when shown", charts, 30);
hold("console's practice, fetched when opened", practice, 10);
hold("chat", ["dist/chat/chat.html", ...inFolder("dist/chat/assets")], 30);
hold("inbox", ["dist/inbox/inbox.html", ...inFolder("dist/inbox/assets")], 50);
hold("widget", ["dist/widget.js"], 3);

function hold(what, files, mostKilobytes) {
  const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
  console.log(`${what}: ${(bytes / 1024).toFixed(1)} KB gzip, ${mostKilobytes} at most`);
  if (bytes > mostKilobytes * 1024) {
    console.error(`the ${what} is too large: take something out`);
    process.exitCode = 1;
  }
}
