import { readFileSync } from "node:fs"
import { text } from "node:stream/consumers"

import { whyNot } from "../error/file-unusable.ts"
import { InputUnreadable } from "../error/run-errors.ts"

/** The value that a flag gives: JSON as it stands, `@file`, or `-` for standard input. */
export const readValue = async (flag: string, given: string): Promise<unknown> => {
  const [json, from] = await sourceOf(flag, given)
  try {
    return JSON.parse(json)
  } catch (error) {
    throw new InputUnreadable(`${from} is not JSON: ${error instanceof Error ? error.message : String(error)}`, error)
  }
}

const sourceOf = async (flag: string, given: string): Promise<readonly [json: string, from: string]> => {
  if (given === "-") return [await text(process.stdin), "standard input"]
  if (!given.startsWith("@")) return [given, `what stands after ${flag}`]
  const file = given.slice(1)
  try {
    return [readFileSync(file, "utf8"), file]
  } catch (error) {
    throw new InputUnreadable(`${file} cannot be opened: ${whyNot(error)}`, error)
  }
}
