import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { compile, type Diagnostic, writeFiles } from "@statewright/codegen"
import type { AnyWorkflow, Program } from "@statewright/runtime/machine"
import { declarationsFor } from "./module-text.ts"

/** A program: a name, and the text of its function. */
export interface Source {
  readonly name: string
  readonly body: string
}

/** A program and its machine, ready to be run; or why there is none. */
export type Built =
  | {
      readonly kind: "built"
      readonly source: Source
      readonly workflow: AnyWorkflow
      readonly program: Program
      readonly machine: string
    }
  | { readonly kind: "refused"; readonly source: Source; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: "crashed"; readonly source: Source; readonly error: unknown }

const root = join(import.meta.dirname, "..")
let batches = 0

/** Compiles programs together, in files of their own; what one of them is refused for does not hold up the others. */
export const compileBatch = async (sources: readonly Source[]): Promise<Built[]> => {
  const folder = join("dist", `${process.pid}-${batches++}`)
  const built = new Map<string, Built>()
  try {
    mkdirSync(join(root, folder, "programs"), { recursive: true })
    for (const source of sources) writeFileSync(fileOf(folder, source), textOf(source))
    const { refused, files } = compileAll(folder, sources)
    for (const each of refused) built.set(each.source.name, each)
    for (const source of sources) {
      if (!built.has(source.name)) built.set(source.name, await load(folder, source, files))
    }
  } finally {
    rmSync(join(root, folder), { recursive: true, force: true })
  }
  return sources.map(({ name }) => {
    const found = built.get(name)
    if (found === undefined) throw new Error(`invariant: ${name} was compiled`)
    return found
  })
}

interface Outcome {
  /** Which do not go further. */
  readonly refused: readonly Built[]
  /** Texts by path, of all others. */
  readonly files: ReadonlyMap<string, string>
}

const compileAll = (folder: string, sources: readonly Source[]): Outcome => {
  const options = {
    root,
    workflows: [`${folder}/programs/*.workflow.ts`],
    outDir: `${folder}/generated`,
    configFile: "tsconfig.programs.json",
    keepGoing: true,
  }
  const result = compile(options)
  // A warning refuses nothing.
  const errors = result.diagnostics.filter(({ severity }) => severity === "error")
  writeFiles(options, result)
  const refused = sources.flatMap((source): Built[] => {
    const diagnostics = errors.filter(({ file }) => file.includes(`/${source.name}.`))
    return diagnostics.length === 0 ? [] : [{ kind: "refused", source, diagnostics }]
  })
  if (errors.length > 0 && refused.length === 0) {
    throw new Error(`diagnostics of no program: ${errors.map(({ file, message }) => `${file} ${message}`).join("; ")}`)
  }
  return { refused, files: new Map(result.files.map(({ path, text }) => [path, text])) }
}

const fileOf = (folder: string, { name }: Source): string => join(root, folder, "programs", `${name}.workflow.ts`)

const load = async (folder: string, source: Source, files: ReadonlyMap<string, string>): Promise<Built> => {
  const path = `${folder}/generated/${source.name}.machine.ts`
  const machine = files.get(path) ?? ""
  try {
    const author: Record<string, unknown> = await import(/* @vite-ignore */ pathToFileURL(fileOf(folder, source)).href)
    const generated: Record<string, unknown> = await import(/* @vite-ignore */ pathToFileURL(join(root, path)).href)
    // Both files export what codegen, or the text below, names.
    return {
      kind: "built",
      source,
      machine,
      workflow: author[source.name] as AnyWorkflow,
      program: generated[`${source.name}Program`] as Program,
    }
  } catch (error) {
    return { kind: "crashed", source, error }
  }
}

/** The workflow file of a program. */
export const textOf = ({
  name,
  body,
}: Source): string => `import { atLeast, EventTimedOut, failure, forEach, fork, parallel, race, sleep, step, waitForEvent, workflow, type Step, type Workflow } from "statewright"
import { z } from "zod"
import { anything, At, Given, isHeavy, number, Sent } from "../../../world/schemas.ts"
import { add, boom, type Box, bump, type Crate, join, nameOf, note, sum, twice } from "../../../world/pure.ts"
import { careful, even, firstOf, gather, told, twofold } from "../../../world/async-helpers.ts"
import { box, maybe, num, nums, pick, Refused, see, Stopped, str, test, tick } from "../../../world/steps.ts"
import * as steps from "../../../world/steps.ts"
import { num as renamed } from "../../../world/steps.ts"

export class Own extends failure("Own_${name}", At) {}

export const here: Step<number, number, Own> = step("here_${name}", { input: number, output: number, errors: [Own], run: async (n) => n })

export const limit = 3

export const used: unknown[] = [z, add, boom, bump, join, nameOf, note, sum, twice, atLeast, forEach, fork, parallel, race, sleep, box, maybe, num, nums, pick, Refused, see, Stopped, str, test, tick, steps, renamed, careful, even, firstOf, gather, told, twofold, EventTimedOut, waitForEvent, isHeavy, Sent, null as unknown as Box | Crate]

export const table = { one: 1, list: [1, 2] } as const

export const double = (n: number): number => (n * 2) % 97

${declarationsFor(body)}

export const ${name}: Workflow<{ n: number; s: string }, unknown> = workflow("${name}", { input: Given, output: anything }, ${body})
`
