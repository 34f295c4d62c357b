import { execFileSync } from "node:child_process"
import { rmSync } from "node:fs"
import { join } from "node:path"

import { published, root } from "./published.ts"

/** Compiles every published package into its `dist`, from nothing. */
export const build = (): void => {
  const folders = published().map(({ folder }) => join(root, folder))
  for (const folder of folders) rmSync(join(folder, "dist"), { recursive: true, force: true })
  const tsc = join(root, "node_modules/typescript7/bin/tsc")
  const projects = folders.map((folder) => join(folder, "tsconfig.build.json"))
  execFileSync(process.execPath, [tsc, "--build", ...projects], { cwd: root, stdio: "inherit" })
}

if (import.meta.main) build()
