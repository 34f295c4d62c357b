import { staleness } from "@statewright/codegen/staleness"
import type { Chart } from "@statewright/model"
import { writeFileSync } from "node:fs"
import { extname } from "node:path"

import { command } from "../command-line/command.ts"
import { text, word } from "../command-line/flag.ts"
import { sharedFlags } from "../command-line/shared-flags.ts"
import { exitCode } from "../error/exit-code.ts"
import { WorkflowUnknown } from "../error/project-errors.ts"
import { Usage } from "../error/usage.ts"
import { findProject, type Project } from "../project/find-project.ts"
import { loadCharts } from "../project/load-charts.ts"
import { codegenCommand } from "../project/require-fresh.ts"
import { envelope, jsonText } from "../screen/json-text.ts"
import type { Screen } from "../screen/screen.ts"

/** `statewright graph`: draws a workflow. */
export const graph = command("graph", {
  about: "Draws a workflow as it will run, from what codegen wrote.",
  examples: [
    ["statewright graph collect -o collect.svg", "a picture"],
    ["statewright graph collect", "Mermaid on stdout, for a README"],
    ["statewright graph collect -o collect.json", "data for a program"],
  ],
  takes: {
    name: word("name", "The workflow."),
    output: text("output", {
      short: "o",
      as: "FILE",
      about: "Where to write: x.svg, x.mmd or x.json; - is stdout. Default: -.",
    }),
    project: sharedFlags.project,
    json: sharedFlags.json,
  },
  run: async ({ name, output = "-", project: folder, json }, screen) => {
    const print = printerFor(output, json)
    const project = await findProject(folder)
    const charts = loadCharts(project, folder)
    const chart = charts.find(({ workflow }) => workflow === name)
    if (chart === undefined) {
      const known = charts.map(({ workflow }) => workflow)
      throw new WorkflowUnknown(name, known)
    }
    warnIfStale(project, folder, screen)

    const drawn = await print(chart)
    if (output === "-") {
      screen.data(drawn.trimEnd())
      return exitCode.ok
    }
    writeFileSync(output, drawn)
    if (json) screen.data(jsonText(envelope("graph/1", { workflow: name, file: output })))
    else screen.talk(`${screen.paint.green("wrote")} ${output}`)
    return exitCode.ok
  },
})

type Printer = (chart: Chart) => Promise<string>

/** Layout is slow to load: it is loaded where it is used. */
const printers: Readonly<Record<string, Printer>> = {
  ".svg": async (chart) => (await import("@statewright/graph")).toSvg(chart),
  ".mmd": async (chart) => (await import("@statewright/graph")).toMermaid(chart),
  ".json": async (chart) => (await import("@statewright/graph")).toJson(chart),
}

const printerFor = (output: string, json: boolean): Printer => {
  const ending = output === "-" ? (json ? ".json" : ".mmd") : extname(output).toLowerCase()
  const printer = printers[ending]
  if (printer === undefined) {
    throw new Usage(`A graph cannot be written as \`${output}\`.`, "Name a file that ends in .svg, .mmd or .json.")
  }
  return printer
}

/** An old picture is better than none, if one knows that it is old. */
const warnIfStale = (project: Project, folder: string | undefined, { talk, paint }: Screen): void => {
  if (staleness(project).length === 0) return
  talk(
    `${paint.yellow("warning:")} The source has changed since this was generated. Run \`${codegenCommand(folder)}\`.`,
  )
}
