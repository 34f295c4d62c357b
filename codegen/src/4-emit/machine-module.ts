import type { Chart, Procedure } from "@statewright/model"

import type { ImportList } from "../1-read/import-list.ts"
import type { EventSite } from "../3-lower/event-sites.ts"
import type { ProcedureCode } from "../3-lower/lower-procedure.ts"
import type { WorkflowCode } from "../3-lower/lower-workflow.ts"
import type { NamedValidation } from "../3-lower/validations.ts"
import { quotedBreak } from "../3-lower/print-node.ts"
import { generatedHeader } from "./generated-header.ts"
import { type Doc, layOut, list, object, propertyName, quoted } from "./layout.ts"
import { printStates } from "./machine-states.ts"
import { placesOf } from "./places-of.ts"
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
  /** The file of its source map. */
  readonly map: string
  readonly imports: ImportList
  /** Declarations of the author's file that it does not export. */
  readonly copies: readonly string[]
  /** The local name of a word of `statewright/machine`. */
  readonly word: (name: string) => string
}

/** The text of `X.machine.ts`: the machine is printed from the chart, and so cannot differ from it. */
export const printMachineModule = (workflows: readonly PrintedWorkflow[], context: MachineModuleContext): string => {
  const sections = workflows.flatMap((workflow) => printWorkflow(workflow, context))
  const map = `//# sourceMappingURL=${context.map}\n`
  const copied = context.copies.flatMap((text) => [text, ""])
  const title = copied.length === 0 ? [] : [`// what ${context.source} does not export `.padEnd(80, "-"), ""]
  const imports = printImports(context.imports.all())
  return [generatedHeader(context.source), ...imports, "", ...title, ...copied, ...sections, map]
    .join("\n")
    .replaceAll(quotedBreak, "\n")
}

const printWorkflow = ({ chart, code }: PrintedWorkflow, { word }: MachineModuleContext): readonly string[] => {
  const { workflowName, programName, procedures, steps, children, contracts, sites } = code
  const [main, ...helpers] = procedures
  if (main === undefined) return []
  const entries = helpers.map(
    ({ machineName }, index) => [chart.procedures[index + 1]?.name ?? "", machineName] as const,
  )
  const places = chart.procedures.flatMap(placesOf)
  return [
    `// ${workflowName} ${"-".repeat(Math.max(3, 76 - workflowName.length))}`,
    "",
    ...code.validations.flatMap((validation) => [...validationText(validation, word), ""]),
    ...procedures.flatMap((procedure, index) => {
      const printed = chart.procedures[index]
      return printed === undefined ? [] : printProcedure(printed, procedure, word)
    }),
    `export const ${programName} = ${word("program")}({`,
    `  workflow: ${workflowName},`,
    ...(places.length === 0 ? [] : [`  source: ${JSON.stringify(chart.source.file)},`]),
    `  version: ${JSON.stringify(chart.version)},`,
    ...(places.length === 0 ? [] : property("places", object(places))),
    `  main: ${main.machineName},`,
    ...(entries.length === 0 ? [] : property("helpers", object(entries))),
    ...property("steps", list(steps)),
    ...(children.length === 0 ? [] : property("children", list(children))),
    ...(contracts.length === 0
      ? []
      : property("contracts", object(contracts.map(([step, hash]) => [step, quoted(hash)] as const)))),
    ...eventsText(sites, word),
    "})",
    "",
  ]
}

/** `const fulfilValidate = validation("validate", Order)` */
const validationText = (
  { constant, step, schema, options }: NamedValidation,
  word: MachineModuleContext["word"],
): readonly string[] => {
  const head = `const ${constant} = ${word("validation")}(${quoted(step)}, ${schema}`
  if (options.length === 0) return `${head})`.split("\n")
  const line = `${head}, { ${options.join(", ")} })`
  if (line.length <= 118 && !line.includes("\n")) return [line]
  return [
    ...`${head}, {`.split("\n"),
    ...options.flatMap((option) => `  ${option.replaceAll("\n", "\n  ")},`.split("\n")),
    "})",
  ]
}

/** `events: { approval: site("approval", { ... }) },` */
const eventsText = (sites: WorkflowCode["sites"], word: MachineModuleContext["word"]): readonly string[] =>
  sites.length === 0
    ? []
    : ["  events: {", ...sites.flatMap(([key, site]) => siteText(key, site, word).map((line) => `    ${line}`)), "  },"]

const siteText = (
  key: string,
  { name, schema, paths, where, guarded }: EventSite,
  word: MachineModuleContext["word"],
): readonly string[] => {
  const head = `${propertyName(key)}: ${word("site")}(${quoted(name)}`
  const options = [
    ...(schema === undefined ? [] : [`schema: ${schema}`]),
    ...(paths.length === 0 ? [] : [`paths: [${paths.map((path) => `[${path.map(quoted).join(", ")}]`).join(", ")}]`]),
    ...(where === undefined ? [] : [`where: ${where}`]),
    ...(guarded === undefined ? [] : [`guarded: ${quoted(guarded)}`]),
  ]
  if (options.length === 0) return [`${head}),`]
  const line = `${head}, { ${options.join(", ")} }),`
  if (line.length <= 116 && !line.includes("\n")) return [line]
  return [`${head}, {`, ...options.flatMap((option) => `  ${option.replaceAll("\n", "\n  ")},`.split("\n")), "}),"]
}

const property = (key: string, value: Doc): readonly string[] =>
  layOut(`${key}: `, value, 118).map((line, index, all) => `  ${line}${index === all.length - 1 ? "," : ""}`)

const printProcedure = (
  procedure: Procedure,
  { title, types, frameName, codeName, machineName, segments }: ProcedureCode,
  word: (name: string) => string,
): readonly string[] => [
  ...types.flatMap((type) => [...type.split("\n"), ""]),
  `/** The locals of \`${title}\` that live across a wait. */`,
  ...frameInterface(frameName, procedure),
  "",
  `/** The author's code of \`${title}\`, cut where it waits. */`,
  `const ${codeName} = {`,
  ...segments.flatMap((segment, index) => [...(index === 0 ? [] : [""]), `${indented(segment, "  ")},`]),
  "}",
  "",
  `const ${machineName} = ${word("setup")}<${frameName}>().createMachine({`,
  `  id: ${JSON.stringify(procedure.name)},`,
  `  initial: ${JSON.stringify(procedure.initial)},`,
  "  states: {",
  ...printStates(procedure.states, { procedure: procedure.name, codeName, word }, 116).map((line) => `    ${line}`),
  "  },",
  "})",
  "",
]

const frameInterface = (name: string, { locals }: Procedure): readonly string[] =>
  locals.length === 0
    ? [`type ${name} = Record<never, never>`]
    : [`interface ${name} {`, ...locals.map((local) => `  ${propertyName(local.name)}: ${local.type}`), "}"]

/** Indents lines, but for those inside backquotes, which are the author's text. */
const indented = (text: string, by: string): string => text.replaceAll(/^(?=.)/gm, by)
