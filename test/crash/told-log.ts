import { appendLine, readLines } from "./json-lines.ts"

/** What a caller was told of a run. */
export interface Told {
  readonly kind: "started" | "completed" | "failed" | "parked"
  readonly run: string
}

/** A caller notes an answer as soon as it has it. */
export const noteTold = (file: string, told: Told): void => appendLine(file, told)

/** All answers in the order in which they came. */
export const readTold = (file: string): readonly Told[] => readLines<Told>(file)
