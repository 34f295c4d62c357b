import { globSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"

/** The root of the repository. */
export const root = join(import.meta.dirname, "..")

/** A package that is published. */
export interface Published {
  readonly name: string
  /** From the root. */
  readonly folder: string
}

/** Every package that is published, by folder. */
export const published = (): readonly Published[] =>
  globSync(["codegen/package.json", "packages/*/package.json"], { cwd: root })
    .toSorted()
    .flatMap((path) => {
      const json = JSON.parse(readFileSync(join(root, path), "utf8")) as { name: string; private?: true } // Ours.
      return json.private ? [] : [{ name: json.name, folder: dirname(path) }]
    })
