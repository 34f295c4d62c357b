import { rounded } from "./statistics.ts"

/** A cell of a table. */
export type Cell = string | number | undefined

/** Rows under a heading, in columns. */
export const table = (heading: string, rows: readonly (readonly Cell[])[]): string => {
  const texts = rows.map((row) => row.map(textOf))
  const widths = (texts[0] ?? []).map((_, column) => Math.max(...texts.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]): string =>
    row
      .map((text, column) => (column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0)))
      .join("  ")
  return [heading, ...texts.map((row) => `  ${line(row).trimEnd()}`), "", ""].join("\n")
}

const textOf = (cell: Cell): string => {
  if (cell === undefined) return "-"
  return typeof cell === "string" ? cell : rounded(cell).toLocaleString("en")
}
