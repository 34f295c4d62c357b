import { readdirSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import type { Chart } from "@statewright/model"

const folder = fileURLToPath(new URL("../src/generated/", import.meta.url))

/** What codegen writes for one source file. */
interface ChartFile {
  readonly source: { readonly file: string }
  readonly charts: readonly Chart[]
}

/** The charts of all workflows, by their source files: `src/01-sequence.workflow.ts`. The pattern's own stands last in its file. */
export const charts: ReadonlyMap<string, readonly Chart[]> = new Map(
  readdirSync(folder)
    .filter((file) => file.endsWith(".chart.json"))
    // Codegen wrote it.
    .map((file) => JSON.parse(readFileSync(folder + file, "utf8")) as ChartFile)
    .map(({ source, charts }) => [source.file, charts]),
)
