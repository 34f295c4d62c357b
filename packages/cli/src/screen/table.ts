import { stripVTControlCharacters } from "node:util"

/** Rows under a head, in columns as wide as their widest cell. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const all = [head, ...rows]
  const columns = Math.max(...all.map(({ length }) => length))
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...all.map((row) => widthOf(row[column] ?? ""))),
  )
  return all
    .map((row) =>
      row
        .map((cell, column) => pad(cell, widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n")
}

/** A cell filled up with spaces; colours have no width. */
export const pad = (cell: string, width: number): string => cell + " ".repeat(Math.max(0, width - widthOf(cell)))

const widthOf = (cell: string): number => Array.from(stripVTControlCharacters(cell)).length
