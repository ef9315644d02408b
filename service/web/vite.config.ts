import { defineConfig, type UserConfig } from "vite";

/**
 * What is built, by `--mode`:
 *
 *   pages        /sidebar and its assets
 *   console      console/: /console and its assets
 *   chat         chat/: /chat/… and its assets
 *   inbox        inbox/: /inbox and its assets
 *   widget       widget.js, for a shop's own page
 *   embed        embed.js, for a workbench's own page
 *   panel        extension/: the side panel
 *   page, background   extension/: one script each, which may import nothing
 */
const TARGETS: Record<string, UserConfig["build"]> = {
  pages: { outDir: "dist", emptyOutDir: true },
  console: { outDir: "dist/console", emptyOutDir: true, rollupOptions: { input: "console.html" } },
  chat: { outDir: "dist/chat", emptyOutDir: true, rollupOptions: { input: "chat.html" } },
  inbox: { outDir: "dist/inbox", emptyOutDir: true, rollupOptions: { input: "inbox.html" } },
  widget: alone("widget", "src/widget/widget.ts", "dist"),
  embed: alone("embed", "src/embed/workbench.ts", "dist"),
  panel: { outDir: "dist/extension", emptyOutDir: true, rollupOptions: { input: "panel.html" } },
  page: alone("page", "src/extension/page.ts", "dist/extension"),
  background: alone("background", "src/extension/background.ts", "dist/extension"),
};

const BASES: Record<string, string> = {
  panel: "./",
  console: "/console/",
  chat: "/chat/",
  inbox: "/inbox/",
};

export default defineConfig(({ mode }) => ({
  base: BASES[mode] ?? "/",
  build: {
    // Old workbenches carry Chrome 90.
    target: "chrome90",
    cssTarget: "chrome90",
    // The page is served with `script-src 'self'`: nothing inline, nothing as a data: address.
    assetsInlineLimit: 0,
    modulePreload: false,
    ...TARGETS[mode],
  },
}));

function alone(name: string, entry: string, outDir: string): UserConfig["build"] {
  return {
    outDir,
    emptyOutDir: false,
    lib: { entry, name: "goalie", formats: ["iife"], fileName: () => `${name}.js` },
  };
}
