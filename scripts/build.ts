import { execFileSync } from "node:child_process"
import { rmSync } from "node:fs"
import { join } from "node:path"

import { bundle } from "./bundle.ts"
import { published, root } from "./published.ts"

/** What an app loads before its first step. */
const loadedByApps = ["model", "store", "workflow", "runtime", "statewright"]

/** Compiles every published package into its `dist`, from nothing. */
export const build = (): void => {
  const folders = published().map(({ folder }) => join(root, folder))
  for (const folder of folders) rmSync(join(folder, "dist"), { recursive: true, force: true })
  const tsc = join(root, "node_modules/typescript7/bin/tsc")
  const projects = folders.map((folder) => join(folder, "tsconfig.build.json"))
  execFileSync(process.execPath, [tsc, "--build", ...projects], { cwd: root, stdio: "inherit" })
  for (const name of loadedByApps) bundle(join(root, "packages", name))
}

if (import.meta.main) build()
