import type { Chart, Procedure } from "@statewright/model"

import type { ImportList } from "../1-read/import-list.ts"
import type { WorkflowCode } from "../3-lower/lower-workflow.ts"
import { quotedBreak } from "../3-lower/print-node.ts"
import { generatedHeader } from "./generated-header.ts"
import { type Doc, layOut, object, propertyName, quoted } from "./layout.ts"
import { printStates } from "./machine-states.ts"
import { printImports } from "./print-imports.ts"

/** A workflow as it is printed. */
export interface PrintedWorkflow {
  readonly chart: Chart
  readonly code: WorkflowCode
}

/** What a machine module is printed into. */
export interface MachineModuleContext {
  /** The author's file, relative to the project. */
  readonly source: string
  readonly imports: ImportList
  /** The local name of a word of `statewright/machine`. */
  readonly word: (name: string) => string
}

/** The text of `X.machine.ts`: the machine is printed from the chart, and so cannot differ from it. */
export const printMachineModule = (workflows: readonly PrintedWorkflow[], context: MachineModuleContext): string => {
  const sections = workflows.flatMap((workflow) => printWorkflow(workflow, context))
  return [generatedHeader(context.source), ...printImports(context.imports.all()), "", ...sections]
    .join("\n")
    .replaceAll(quotedBreak, "\n")
}

const printWorkflow = ({ chart, code }: PrintedWorkflow, { word }: MachineModuleContext): readonly string[] => {
  const [main] = chart.procedures
  if (main === undefined) return []
  const { workflowName, frameName, codeName, machineName, programName, steps, contracts } = code
  return [
    `// ${workflowName} ${"-".repeat(Math.max(3, 76 - workflowName.length))}`,
    "",
    ...code.types.flatMap((type) => [...type.split("\n"), ""]),
    `/** The locals of \`${workflowName}\` that live across a wait. */`,
    ...frameInterface(frameName, main),
    "",
    `/** The author's code of \`${workflowName}\`, cut where it waits. */`,
    `const ${codeName} = {`,
    ...code.segments.flatMap((segment, index) => [...(index === 0 ? [] : [""]), `${indented(segment, "  ")},`]),
    "}",
    "",
    `const ${machineName} = ${word("setup")}<${frameName}>().createMachine({`,
    `  id: ${JSON.stringify(main.name)},`,
    `  initial: ${JSON.stringify(main.initial)},`,
    "  states: {",
    ...printStates(main.states, { procedure: main.name, codeName, word }, 116).map((line) => `    ${line}`),
    "  },",
    "})",
    "",
    `export const ${programName} = ${word("program")}({`,
    `  workflow: ${workflowName},`,
    `  version: ${JSON.stringify(chart.version)},`,
    `  main: ${machineName},`,
    ...property("steps", { open: "[", items: steps.map((value) => ({ value })), close: "]" }),
    ...(contracts.length === 0
      ? []
      : property("contracts", object(contracts.map(([step, hash]) => [step, quoted(hash)] as const)))),
    "})",
    "",
  ]
}

const property = (key: string, value: Doc): readonly string[] =>
  layOut(`${key}: `, value, 118).map((line, index, all) => `  ${line}${index === all.length - 1 ? "," : ""}`)

const frameInterface = (name: string, { locals }: Procedure): readonly string[] =>
  locals.length === 0
    ? [`type ${name} = Record<never, never>`]
    : [`interface ${name} {`, ...locals.map((local) => `  ${propertyName(local.name)}: ${local.type}`), "}"]

/** Indents lines, but for those inside backquotes, which are the author's text. */
const indented = (text: string, by: string): string => text.replaceAll(/^(?=.)/gm, by)
