import { defineConfig } from "vite";

export default defineConfig({
  base: "/",
  build: {
    // Old workbenches carry Chrome 90.
    target: "chrome90",
    cssTarget: "chrome90",
    // The page is served with `script-src 'self'`: nothing inline, nothing as a data: address.
    assetsInlineLimit: 0,
    modulePreload: false,
    reportCompressedSize: true,
  },
});
