import { readFileSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"

/** A seed under which something went wrong, and what. */
export interface Found {
  readonly seed: number
  readonly found: string
}

const file = fileURLToPath(new URL("found.json", import.meta.url))

/** The seeds that the tests run again from then on. */
export const allFound = (): readonly Found[] => JSON.parse(readFileSync(file, "utf8")) as Found[] // `keepFound` wrote it

/** Keeps a seed. */
export const keepFound = (found: Found): void => {
  const others = allFound().filter(({ seed }) => seed !== found.seed)
  const lines = [...others, found].map((each) => `  ${JSON.stringify(each, undefined, 1).replaceAll(/\n */g, " ")}`)
  writeFileSync(file, `[\n${lines.join(",\n")}\n]\n`)
}
