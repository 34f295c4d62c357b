import { existsSync, globSync, readFileSync } from "node:fs"
import { join } from "node:path"

import { isGenerated } from "../4-emit/generated-header.ts"

/** The files below `outDir` that codegen wrote, relative to the project, sorted. */
export const ownedFiles = (root: string, outDir: string): string[] => {
  const folder = join(root, outDir)
  if (!existsSync(folder)) return []
  return globSync(["**/*.machine.ts", "**/*.machine.ts.map", "**/*.chart.json", "index.ts", "client.ts"], {
    cwd: folder,
    exclude: (name) => name.endsWith("node_modules"),
  })
    .filter((path) => isGenerated(readFileSync(join(folder, path), "utf8")))
    .map((path) => join(outDir, path).replaceAll("\\", "/"))
    .toSorted()
}
