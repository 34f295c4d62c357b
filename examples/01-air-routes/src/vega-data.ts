import { readFile } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import { parse } from "csv-parse/sync"
import { z } from "zod"

/** Reads a file of the npm package `vega-datasets` and checks every row. */
export const readVegaData = async <Row extends z.ZodType>(file: string, row: Row): Promise<z.output<Row>[]> =>
  parseRows(await readFile(pathOf(file), "utf8"), file, row)

/** The rows of a CSV text, each one checked; `file` is what an error calls it. */
export const parseRows = <Row extends z.ZodType>(text: string, file: string, row: Row): z.output<Row>[] => {
  const records: unknown[] = parse(text, { columns: true, skip_empty_lines: true })
  return records.map((record, index) => {
    const parsed = row.safeParse(record)
    // The header is line 1, and no field of these files spans lines.
    if (!parsed.success) throw new BadRow(file, index + 2, z.prettifyError(parsed.error))
    return parsed.data
  })
}

/** The package exports its loader only; the data lies beside it. */
const pathOf = (file: string) => fileURLToPath(new URL(`../data/${file}`, import.meta.resolve("vega-datasets")))

/** A row of a data file that is not as its schema says. */
class BadRow extends Error {
  constructor(file: string, line: number, issues: string) {
    super(`${file}, line ${line}:\n${issues}`)
    this.name = "BadRow"
  }
}
