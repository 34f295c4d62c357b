/** A column: its heading, its cells, and whether they are numbers. */
export interface Column<Row> {
  readonly heading: string
  readonly cell: (row: Row) => string | number
}

/** A Markdown table whose columns also line up as plain text; numbers stand to the right. */
export const markdownTable = <Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string => {
  const cells = columns.map(({ heading, cell }) => {
    const values = rows.map(cell)
    const numeric = values.every((value) => typeof value === "number")
    const texts = [heading, ...values.map(inWords)]
    const width = Math.max(3, ...texts.map((text) => text.length))
    const [head = "", ...body] = texts.map((text) => (numeric ? text.padStart(width) : text.padEnd(width)))
    return [head, numeric ? `${"-".repeat(width - 1)}:` : "-".repeat(width), ...body]
  })
  const lines = ["", "", ...rows].map((_, line) => `| ${cells.map((column) => column[line]).join(" | ")} |`)
  return lines.join("\n")
}

/** `1234567` as `1,234,567`. */
export const inWords = (value: string | number): string =>
  typeof value === "number" ? value.toLocaleString("en-US") : value
