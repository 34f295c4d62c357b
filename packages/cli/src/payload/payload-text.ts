import { inspect } from "node:util"

import { printable, printableLine } from "../screen/printable.ts"
import { isJson } from "./payload-json.ts"

/** A value for a person: as JSON where JSON says all of it, else as Node shows values. */
export const payloadText = (value: unknown): string =>
  printable(isJson(value) ? JSON.stringify(value, undefined, 2) : inspect(value, { depth: 12, breakLength: 100 }))

/** The same on one line of at most `width` characters. */
export const payloadLine = (value: unknown, width = 100): string => {
  const text = printableLine(
    isJson(value) ? JSON.stringify(value) : inspect(value, { depth: 4, breakLength: Infinity, compact: true }),
  )
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`
}

/** What an error says, on one line. */
export const errorLine = (error: unknown): string =>
  error instanceof Error ? printableLine(`${error.name}: ${error.message}`) : payloadLine(error)
