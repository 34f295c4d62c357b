import type { ChartFile } from "@statewright/codegen"
import type { Chart } from "@statewright/model"
import { existsSync, globSync, readFileSync } from "node:fs"
import { join } from "node:path"

import { CodegenStale, ProjectBroken } from "../error/project-errors.ts"
import type { Project } from "./find-project.ts"
import { codegenCommand } from "./require-fresh.ts"

/** The charts that codegen wrote for a project. */
export const loadCharts = ({ root, outDir }: Project, folder: string | undefined): readonly Chart[] => {
  const generated = join(root, outDir)
  const files = existsSync(generated) ? globSync("**/*.chart.json", { cwd: generated }).toSorted() : []
  if (files.length === 0) throw new CodegenStale([`There is no chart in ${outDir}.`], codegenCommand(folder))
  return files.flatMap((file) => readCharts(join(generated, file)))
}

const readCharts = (file: string): readonly Chart[] => {
  try {
    const { format, charts } = JSON.parse(readFileSync(file, "utf8")) as ChartFile // what codegen writes there
    if (format !== 1) throw new Error(`its format is ${String(format)}, and not 1`)
    return charts
  } catch (error) {
    throw new ProjectBroken(file, error)
  }
}
