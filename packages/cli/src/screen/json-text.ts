import { printable } from "./printable.ts"

/** A document for a program, safe on a terminal: in JSON every character may be written as an escape. */
export const jsonText = (document: unknown, indent = 2): string =>
  printable(JSON.stringify(document, undefined, indent))

/** The envelope of every answer: its schema says how to read the rest, and rises when that changes. */
export const envelope = (schema: string, data: unknown, next?: string): object => ({
  schema,
  data,
  ...(next !== undefined && { next }),
})
