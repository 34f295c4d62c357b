import { dirname, relative } from "node:path"

import { importList } from "./1-read/import-list.ts"
import { reachedDeclarations } from "./1-read/reached-declarations.ts"
import type { ts } from "./1-read/syntax.ts"
import type { WorkflowFile, WorkflowSource } from "./1-read/workflow-source.ts"
import type { Project } from "./1-read/read-project.ts"
import { refusedOutsideNames } from "./2-analyze/outside-names.ts"
import { posix } from "./1-read/workflow-files.ts"
import { chainLinksOf } from "./2-analyze/chain-links.ts"
import { refusedHelpers } from "./2-analyze/refused-helpers.ts"
import { copyList } from "./3-lower/copy-list.ts"
import { machineWord } from "./3-lower/machine-word.ts"
import { lowerWorkflow } from "./3-lower/lower-workflow.ts"
import { chartChains, refusedLinks } from "./3-lower/chart-chains.ts"
import { checkLowered } from "./3b-check/check-lowered.ts"
import { edgesOf } from "./3b-check/edges-of.ts"
import { type PrintedWorkflow, printMachineModule } from "./4-emit/machine-module.ts"
import { sourceMap } from "./4-emit/source-map.ts"
import { type CompiledFile, type CompiledProgram, mapOf } from "./compiled-file.ts"
import type { Diagnostic } from "./diagnostic/diagnostic.ts"

/** Analyzes, lowers and prints the workflows of one file. */
export const compileFile = (
  file: WorkflowFile,
  workflows: readonly WorkflowSource[],
  { checker, tsconfig, typecheck, lock }: Project,
): CompiledFile => {
  const imports = importList(file.sourceFile)
  const base = {
    checker,
    options: tsconfig.options,
    sourceFile: file.sourceFile,
    output: file.machineFile,
    typecheck,
  }
  const copies = copyList(base, imports)
  const naming = { ...base, copies }
  const diagnostics: Diagnostic[] = []
  const printed: PrintedWorkflow[] = []
  const programs: CompiledProgram[] = []
  for (const workflow of workflows) {
    const locked = lock.workflows.get(workflow.name)?.ids ?? []
    const lowered = lowerWorkflow(workflow, { naming, imports, locked })
    diagnostics.push(
      ...refusedOutsideNames(workflow.body, checker),
      ...refusedHelpers(workflow.body, checker),
      ...lowered.diagnostics,
    )
    if (!lowered.ok) continue
    diagnostics.push(...checkLowered(lowered.bodies))
    const chains = chainLinksOf(workflow.call, checker)
    diagnostics.push(...refusedLinks(chains))
    const { procedures, version, code, ids } = lowered
    const { exportName, name } = workflow
    printed.push({
      chart: {
        format: 1,
        workflow: name,
        exportName,
        source: { file: file.path, hash: file.hash },
        version,
        procedures,
        ...chartChains(chains, file),
      },
      code,
    })
    const edges = edgesOf(workflow, lowered.bodies, chains)
    programs.push({ workflow, exportName: code.programName, ids, edges })
  }
  const word = (name: string): string => machineWord(name, { naming, imports })
  const uses = usedFiles(file, workflows, checker)
  if (printed.length === 0) return { file, machine: "", map: "", charts: [], uses, programs, diagnostics }
  const machine = printMachineModule(printed, {
    source: nameOf(file.path),
    map: nameOf(mapOf(file)),
    imports,
    copies: copies.texts(),
    word,
  })
  const map = sourceMap({
    text: machine,
    path: file.path,
    pathOf: ({ fileName }) => posix(relative(dirname(file.machineFile), fileName)),
    copies: copies.nodes(),
    origins: printed.flatMap(({ code }) => code.procedures.map(({ origins }) => origins)),
  })
  return { file, machine, map, charts: printed.map(({ chart }) => chart), uses, programs, diagnostics }
}

/** The files of what the workflows reach: what stands there is lowered with them, or counts for their version. */
const usedFiles = (
  { sourceFile }: WorkflowFile,
  workflows: readonly WorkflowSource[],
  checker: ts.TypeChecker,
): readonly ts.SourceFile[] => {
  const reached = workflows.flatMap(({ body }) => reachedDeclarations(body, checker).declarations)
  const files = new Set(reached.map(({ node }) => node.getSourceFile()))
  files.delete(sourceFile)
  return [...files]
}

const nameOf = (path: string): string => path.split("/").at(-1) ?? path
