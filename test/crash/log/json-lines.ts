import { appendFileSync, readFileSync } from "node:fs"

/** Writes one line at the end of a file, whole or not at all, so that no kill can change it. */
export const appendLine = (file: string, value: object): void => appendFileSync(file, `${JSON.stringify(value)}\n`)

/** All lines of a file in their order; none if it is not there. The caller knows what was written there. */
export const readLines = <Line>(file: string): readonly Line[] =>
  readFileSync(file, { encoding: "utf8", flag: "a+" })
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Line) // see above
