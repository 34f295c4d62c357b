import { inspect } from "node:util"

import { printable, printableLine } from "../screen/printable.ts"
import { isJson } from "./payload-json.ts"
import { sealedText } from "./sealed-text.ts"

/** A value for a person: as JSON where JSON says all of it, else as Node shows values. */
export const payloadText = (value: unknown): string =>
  printable(
    isJson(value)
      ? JSON.stringify(value, undefined, 2)
      : (sealedText(value) ?? withoutForeignFrames(inspect(value, { depth: 12, breakLength: 100 }))),
  )

/** The same on one line of at most `width` characters. */
export const payloadLine = (value: unknown, width = 100): string => {
  const text = isJson(value)
    ? JSON.stringify(value)
    : (sealedText(value) ?? inspect(value, { depth: 4, breakLength: Infinity, compact: true }))
  const line = printableLine(text)
  return line.length <= width ? line : `${line.slice(0, width - 1)}…`
}

/** What an error says, on one line. */
export const errorLine = (error: unknown): string =>
  error instanceof Error && sealedText(error) === undefined
    ? printableLine(`${error.name}: ${error.message.replaceAll(/\s*\n\s*/g, " ")}`)
    : payloadLine(error)

/** Of an error's stack only the lines of the project itself; ours and those of packages help nobody who reads them. */
const withoutForeignFrames = (text: string): string =>
  text.replaceAll(/\n +at (?:async )?[^\n]*(?:node_modules\/|node:|\/packages\/runtime\/)[^\n]*?( \{)?(?=\n|$)/g, "$1")
