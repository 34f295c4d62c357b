import { execFileSync } from "node:child_process"
import { mkdirSync } from "node:fs"
import { join, resolve } from "node:path"

import { build } from "./build.ts"
import { published, root } from "./published.ts"

/** A published package as npm would serve it. */
export interface Tarball {
  readonly name: string
  /** Absolute. */
  readonly file: string
}

/** Builds every published package and packs it into `folder`. */
export const pack = (folder: string): readonly Tarball[] => {
  build()
  mkdirSync(folder, { recursive: true })
  return published().map((each) => {
    const said = pnpm(["pack", "--json", "--pack-destination", folder], join(root, each.folder))
    const { filename } = JSON.parse(said) as { filename: string } // What `pnpm pack --json` prints.
    return { name: each.name, file: resolve(folder, filename) }
  })
}

/** The pnpm that runs this script, or the one that npx finds. */
const pnpm = (parameters: readonly string[], cwd: string): string => {
  const running = process.env["npm_execpath"]
  const [command, ...before] = running?.includes("pnpm") ? [running] : ["npx", "-y", "pnpm@12"]
  return execFileSync(command, [...before, ...parameters], { cwd, encoding: "utf8" })
}

if (import.meta.main) {
  const [folder = "dist"] = process.argv.slice(2)
  for (const { name, file } of pack(resolve(folder))) console.log(`${name}  ${file}`)
}
