import { globSync, readFileSync } from "node:fs"
import { basename, join } from "node:path"
import type { Chart } from "@statewright/model"
import type { Program, Registry } from "statewright/machine"
import { describe, expect, it } from "vitest"
import { chartOutline } from "./chart-outline.ts"
import { machineOutline } from "./machine-outline.ts"

const root = join(import.meta.dirname, "../..")

/** Every project that is compiled, by its folder of generated files. */
const generated = globSync(["test/*/generated", "examples/*/src/generated"], { cwd: root }).toSorted()

interface Compiled {
  readonly project: string
  readonly workflow: string
  readonly chart: Chart
  readonly program: Program | undefined
}

const compiledIn = async (folder: string): Promise<readonly Compiled[]> => {
  const { workflows } = (await import(join(root, folder, "index.ts"))) as { workflows: Registry } // codegen's index
  const byName = new Map(Object.values(workflows).map((program) => [program.workflow.definition.name, program]))
  return globSync("*.chart.json", { cwd: join(root, folder) }).flatMap((file) => {
    const { charts } = JSON.parse(readFileSync(join(root, folder, file), "utf8")) as { charts: readonly Chart[] } // codegen's
    return charts.map((chart) => ({
      project: folder,
      workflow: chart.workflow,
      chart,
      program: byName.get(chart.workflow),
    }))
  })
}

const compiled = (await Promise.all(generated.map(compiledIn))).flat()

describe("the machine of a workflow is its chart", () => {
  it("for the workflows of the tests and of every example", () => {
    expect(generated.map((folder) => basename(join(folder, folder.startsWith("test") ? ".." : "../..")))).toEqual(
      expect.arrayContaining(["acceptance", "01-air-routes"]),
    )
    expect(compiled.length).toBeGreaterThanOrEqual(generated.length)
  })

  it.each(compiled)(
    "A.2 $workflow of $project: same states, nesting, exits, waits and targets",
    ({ chart, program }) => {
      expect(program?.version).toBe(chart.version)
      expect(Object.keys(program?.procedures ?? {})).toEqual(chart.procedures.map(({ name }) => name))
      for (const procedure of chart.procedures) {
        const machine = program?.procedures[procedure.name]
        if (machine === undefined) throw new Error(`There is no machine for ${procedure.name}.`)
        expect(Object.fromEntries(machineOutline(machine, procedure))).toEqual(
          Object.fromEntries(chartOutline(procedure)),
        )
      }
    },
  )
})
