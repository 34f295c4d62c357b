import type { Chart, ChartSource } from "@statewright/model"

import { generatedNote } from "./generated-header.ts"

/** What stands in `X.chart.json`: the charts of one source file. */
export interface ChartFile {
  readonly generated: string
  readonly format: 1
  readonly source: ChartSource
  /** The other files that the workflows reach, sorted: their helpers, and what these name. */
  readonly uses?: readonly ChartSource[]
  readonly charts: readonly Chart[]
}

/** The text of `X.chart.json`: one line for what is short, one key a line for the rest. */
export const chartJson = (source: ChartSource, uses: readonly ChartSource[], charts: readonly Chart[]): string => {
  const generated = generatedNote(source.file)
  const file: ChartFile = { generated, format: 1, source, ...(uses.length > 0 && { uses }), charts }
  return `${print(file, "")}\n`
}

/** What is known of a thing at a glance comes first; the rest as the chart has it. */
const keyOrder = ["generated", "format", "kind", "key", "workflow", "name", "label", "type", "span"]

const print = (value: unknown, indent: string): string => {
  if (typeof value !== "object" || value === null) return JSON.stringify(value)
  const oneLine = printFlat(value)
  // However deep it stands: what moves into a block does not change its lines.
  if (oneLine !== undefined && oneLine.length <= 110) return oneLine
  const inner = `${indent}  `
  const lines = Array.isArray(value)
    ? value.map((item) => `${inner}${print(item, inner)}`)
    : entriesOf(value).map(([key, item]) => `${inner}${JSON.stringify(key)}: ${print(item, inner)}`)
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"]
  return `${open}\n${lines.join(",\n")}\n${indent}${close}`
}

/** The one-line form of an array or object that holds no object with objects in it. */
const printFlat = (value: object): string | undefined => {
  const parts = Array.isArray(value) ? value : Object.values(value)
  if (parts.some((part) => typeof part === "object" && part !== null && !isFlat(part))) return undefined
  if (Array.isArray(value)) return `[${value.map((item) => printLeaf(item)).join(", ")}]`
  const entries = entriesOf(value)
  return entries.length === 0
    ? "{}"
    : `{ ${entries.map(([key, item]) => `${JSON.stringify(key)}: ${printLeaf(item)}`).join(", ")} }`
}

const isFlat = (value: object): boolean =>
  Object.values(value).every((part) => typeof part !== "object" || part === null)

const printLeaf = (value: unknown): string =>
  typeof value === "object" && value !== null ? (printFlat(value) ?? "") : JSON.stringify(value)

const entriesOf = (value: object): [string, unknown][] =>
  Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .toSorted(([a], [b]) => rank(a) - rank(b))

const rank = (key: string): number => {
  const at = keyOrder.indexOf(key)
  return at === -1 ? keyOrder.length : at
}
