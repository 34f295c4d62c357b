import { relative } from "node:path"

import type { ChartSource } from "@statewright/model"

import { moduleSpecifier } from "../1-read/module-specifier.ts"
import type { Project } from "../1-read/read-project.ts"
import { sourceHash } from "../1-read/source-hash.ts"
import type { ts } from "../1-read/syntax.ts"
import { type CompiledFile, mapOf } from "../compiled-file.ts"
import { chartJson } from "./chart-json.ts"
import { clientModule } from "./client-module.ts"
import { type IndexEntry, indexModule } from "./index-module.ts"

/** A file that codegen writes. */
export interface GeneratedFile {
  /** Relative to the project, with `/`. */
  readonly path: string
  readonly text: string
}

/** Everything that is generated from a project, sorted by path. */
export const generatedFiles = (project: Project, compiled: readonly CompiledFile[]): GeneratedFile[] => {
  const { root, outDir, tsconfig, sources } = project
  const path = (file: string): string => relative(root, file).replaceAll("\\", "/")
  const index = `${outDir}/index.ts`
  const specifier = (file: string): string => moduleSpecifier(index, file, tsconfig.options)
  const sourceOf = ({ fileName, text }: ts.SourceFile): ChartSource => ({
    file: path(fileName),
    hash: sourceHash(text),
  })
  const programs = compiled.flatMap((one) => one.programs)
  const entryOf = (name: string, exportName: string, file: string): IndexEntry => ({
    name,
    exportName,
    specifier: specifier(file),
  })
  const steps = project.steps.flatMap(({ name, exportName, call }) =>
    exportName === undefined ? [] : [entryOf(name, exportName, call.getSourceFile().fileName)],
  )
  return [
    ...compiled
      .filter(({ charts }) => charts.length > 0)
      .flatMap(({ file, machine, map, charts, uses }) => [
        { path: path(file.machineFile), text: machine },
        { path: path(mapOf(file)), text: map },
        {
          path: path(file.chartFile),
          text: sources.recall("chart", file.chartFile, [file, charts, ...uses], () =>
            chartJson({ file: file.path, hash: file.hash }, uses.map(sourceOf).toSorted(byFile), charts),
          ),
        },
      ]),
    {
      path: path(index),
      text: indexModule(
        programs.map(({ workflow, exportName }) => entryOf(workflow.name, exportName, workflow.file.machineFile)),
        steps,
      ),
    },
    {
      path: path(`${outDir}/client.ts`),
      text: clientModule(
        programs.map(({ workflow }) => entryOf(workflow.name, workflow.exportName, workflow.file.sourceFile.fileName)),
      ),
    },
  ].toSorted((a, b) => (a.path < b.path ? -1 : 1))
}

const byFile = (a: ChartSource, b: ChartSource): number => (a.file < b.file ? -1 : 1)
