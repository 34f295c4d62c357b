import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { toMermaid } from "@statewright/graph"
import { catalogue, type Pattern, type PatternGroup, systems } from "./catalogue.ts"
import { charts } from "./charts.ts"

/** The page of all patterns: name, sketch, picture, and what others lack there. */
export const pageText = (): string => {
  const groups = [...new Set(catalogue.map(({ group }) => group))]
  return `${[head, ...groups.map(contents), table(), ...groups.flatMap(section)].join("\n\n")}\n`
}

const head = `<!-- Generated from examples/patterns. Do not edit: run \`node examples/patterns/page/write.ts\`. -->

# The 43 control-flow patterns

The [Workflow Patterns initiative](http://www.workflowpatterns.com/patterns/control/) has described what a workflow language may be asked for. Each of its patterns is a small workflow in [examples/patterns](../examples/patterns), which a test runs as a function and as a machine, kills in the midst of it, and lets go on from what a kill in every state leaves behind.`

const contents = (group: PatternGroup): string =>
  [`**${group}**`, "", ...of(group).map((pattern) => `- [${titleOf(pattern)}](#${anchorOf(titleOf(pattern))})`)].join(
    "\n",
  )

const table = (): string =>
  `"Elsewhere" is judged from public documentation of November 2026: an estimate, for ${systems.slice(0, -1).join(", ")} and ${systems.at(-1)}.`

const section = (group: PatternGroup): readonly string[] => [`## ${group}`, ...of(group).map(patternText)]

const patternText = (pattern: Pattern): string => {
  const file = fileOf(pattern)
  const { meaning, sketch } = readWorkflow(readFileSync(fileURLToPath(new URL(`../${file}`, import.meta.url)), "utf8"))
  const chart = charts.get(file)?.at(-1)
  if (chart === undefined) throw new Error(`Codegen has not compiled ${file}.`)
  return [
    `### ${titleOf(pattern)}`,
    meaning,
    `\`\`\`ts\n${sketch}\n\`\`\``,
    `\`\`\`mermaid\n${toMermaid(chart).trimEnd()}\n\`\`\``,
    `Elsewhere: ${elsewhere(pattern)} [The whole file](../examples/patterns/${file})`,
  ].join("\n\n")
}

/** The docstring and the text of the file's last workflow. */
const readWorkflow = (source: string): { readonly meaning: string; readonly sketch: string } => {
  const doc = source.lastIndexOf("/** ")
  const end = source.indexOf("*/", doc)
  const meaning = source
    .slice(doc + 4, end)
    .replaceAll(/\s*\n \*/g, "")
    .trim()
  return { meaning, sketch: source.slice(end + 2).trim() }
}

const elsewhere = ({ others }: Pattern): string => {
  const those = (mark: string): string => systems.filter((_, at) => others[at] === mark).join(", ")
  const parts = [
    ["directly", "+"],
    ["by hand or in part", "~"],
    ["not at all", "-"],
  ] as const
  return `${parts.flatMap(([how, mark]) => (others.includes(mark) ? [`${how} in ${those(mark)}`] : [])).join("; ")}.`
}

const of = (group: PatternGroup): readonly Pattern[] => catalogue.filter((pattern) => pattern.group === group)

const titleOf = ({ number, name }: Pattern): string => `${number}. ${name}`

/** As GitHub makes it. */
const anchorOf = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, "")
    .replaceAll(" ", "-")

const fileOf = ({ number, name }: Pattern): string =>
  `src/${String(number).padStart(2, "0")}-${anchorOf(name)}.workflow.ts`
