import { readFileSync } from "node:fs"
import { text } from "node:stream/consumers"

import { whyNot } from "../error/file-unusable.ts"
import { InputUnreadable } from "../error/run-errors.ts"

/** The value that `--input` gives: JSON as it stands, `@file`, or `-` for standard input. */
export const readInput = async (input: string): Promise<unknown> => {
  const [json, from] = await sourceOf(input)
  try {
    return JSON.parse(json)
  } catch (error) {
    throw new InputUnreadable(`${from} is not JSON: ${error instanceof Error ? error.message : String(error)}`, error)
  }
}

const sourceOf = async (input: string): Promise<readonly [json: string, from: string]> => {
  if (input === "-") return [await text(process.stdin), "standard input"]
  if (!input.startsWith("@")) return [input, "what stands after --input"]
  const file = input.slice(1)
  try {
    return [readFileSync(file, "utf8"), file]
  } catch (error) {
    throw new InputUnreadable(`${file} cannot be opened: ${whyNot(error)}`, error)
  }
}
