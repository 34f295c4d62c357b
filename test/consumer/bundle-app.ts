import { join } from "node:path"
import { buildSync } from "esbuild"

/** Bundles an app from its entry, in the way that docs/performance.md names; the file to run. */
export const bundleApp = (folder: string, entry: string): string => {
  buildSync({
    entryPoints: { main: join(folder, entry) },
    outdir: join(folder, "bundled"),
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    external: ["better-sqlite3"],
    outExtension: { ".js": ".mjs" },
    logLevel: "warning",
  })
  return join(folder, "bundled", "main.mjs")
}
