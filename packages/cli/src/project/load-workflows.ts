import type { createEngine } from "@statewright/runtime"
import type { Program } from "@statewright/runtime/machine"
import { existsSync } from "node:fs"
import { createRequire } from "node:module"
import { join } from "node:path"

import { CodegenStale, ProjectBroken, WorkflowUnknown } from "../error/project-errors.ts"
import type { Project } from "./find-project.ts"
import { loadModule } from "./load-module.ts"
import { codegenCommand } from "./require-fresh.ts"

/** The compiled workflows of a project, by name. */
export type Workflows = Readonly<Record<string, Program>>

/** Loads what codegen wrote. */
export const loadWorkflows = async ({ root, outDir }: Project, folder: string | undefined): Promise<Workflows> => {
  const index = join(root, outDir, "index.ts")
  if (!existsSync(index)) throw new CodegenStale([`There is no ${join(outDir, "index.ts")}.`], codegenCommand(folder))
  const { workflows } = await loadModule(index, root)
  if (typeof workflows !== "object" || workflows === null) {
    throw new ProjectBroken(index, new Error("it exports no `workflows`"))
  }
  return workflows as Workflows // what codegen writes there
}

/** The engine of the `statewright` that the project itself uses: its machines must meet the runtime that they were made for. */
export const loadEngine = async ({ root }: Project): Promise<typeof createEngine> => {
  const { createEngine: create } = await loadModule(engineOf(root), root)
  return create as typeof createEngine // what `statewright/engine` exports
}

/** What the project's configuration says that its engine is given. */
export const loadEngineOptions = async ({ root, engine }: Project): Promise<object> => {
  if (engine === undefined) return {}
  const file = join(root, engine)
  const { engineOptions } = await loadModule(file, root)
  if (typeof engineOptions === "object" && engineOptions !== null) return engineOptions
  throw new ProjectBroken(file, new Error("it exports no `engineOptions`"))
}

/** The program of a workflow, by its name. */
export const programNamed = (workflows: Workflows, name: string): Program => {
  const program = Object.hasOwn(workflows, name) ? workflows[name] : undefined
  if (program === undefined) throw new WorkflowUnknown(name, Object.keys(workflows))
  return program
}

const engineOf = (root: string): string => {
  const project = createRequire(join(root, "package.json"))
  try {
    return project.resolve("statewright/engine")
  } catch (error) {
    throw new ProjectBroken("statewright/engine", error)
  }
}
