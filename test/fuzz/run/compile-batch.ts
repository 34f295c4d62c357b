import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { compile, type Diagnostic, writeFiles } from "@statewright/codegen"
import type { AnyWorkflow, Program } from "@statewright/runtime/machine"

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
    let left = [...sources]
    for (const source of left) writeFileSync(fileOf(folder, source), textOf(source))
    while (left.length > 0) {
      const outcome = compileAll(folder, left)
      for (const each of outcome.out) {
        built.set(each.source.name, each)
        rmSync(fileOf(folder, each.source))
      }
      left = left.filter(({ name }) => !built.has(name))
      if (outcome.files !== undefined) {
        for (const source of left) built.set(source.name, await load(folder, source, outcome.files))
        break
      }
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
  readonly out: readonly Built[]
  /** Texts by path, when all that were not refused are written. */
  readonly files?: ReadonlyMap<string, string>
}

const compileAll = (folder: string, sources: readonly Source[]): Outcome => {
  try {
    const options = {
      root,
      workflows: [`${folder}/programs/*.workflow.ts`],
      outDir: `${folder}/generated`,
      configFile: "tsconfig.programs.json",
    }
    const result = compile(options)
    // A warning refuses nothing.
    const refusals = result.diagnostics.filter(({ severity }) => severity === "error")
    if (refusals.length === 0) {
      writeFiles(options, result)
      return { out: [], files: new Map(result.files.map(({ path, text }) => [path, text])) }
    }
    const out = sources.flatMap((source): Built[] => {
      const diagnostics = refusals.filter(({ file }) => file.includes(`/${source.name}.`))
      return diagnostics.length === 0 ? [] : [{ kind: "refused", source, diagnostics }]
    })
    if (out.length === 0) {
      throw new Error(
        `diagnostics of no program: ${result.diagnostics.map(({ file, message }) => `${file} ${message}`).join("; ")}`,
      )
    }
    return { out }
  } catch (error) {
    return { out: crashed(folder, sources, error) }
  }
}

/** Which of the programs made the compiler throw: each is compiled alone. */
const crashed = (folder: string, sources: readonly Source[], error: unknown): Built[] => {
  const [first] = sources
  if (first !== undefined && sources.length === 1) return [{ kind: "crashed", source: first, error }]
  return sources.flatMap((source): Built[] => {
    const options = {
      root,
      workflows: [`${folder}/programs/${source.name}.workflow.ts`],
      outDir: `${folder}/generated`,
      configFile: "tsconfig.programs.json",
    }
    try {
      compile(options)
      return []
    } catch (error_) {
      return [{ kind: "crashed", source, error: error_ }]
    }
  })
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
}: Source): string => `import { failure, parallel, sleep, step, workflow } from "statewright"
import { z } from "zod"
import { add, boom, type Box, bump, type Crate, join, nameOf, note, sum, twice } from "../../../world/pure.ts"
import { box, maybe, num, nums, pick, Refused, see, Stopped, str, test, tick } from "../../../world/steps.ts"
import * as steps from "../../../world/steps.ts"
import { num as renamed } from "../../../world/steps.ts"

export class Own extends failure("Own_${name}", z.object({ at: z.number() })) {}

export const here = step("here_${name}", { input: z.number(), output: z.number(), errors: [Own], run: async (n) => n })

export const limit = 3

export const used: unknown[] = [add, boom, bump, join, nameOf, note, sum, twice, parallel, sleep, box, maybe, num, nums, pick, Refused, see, Stopped, str, test, tick, steps, renamed, null as unknown as Box | Crate]

export const table = { one: 1, list: [1, 2] } as const

export const double = (n: number): number => (n * 2) % 97

export const ${name} = workflow("${name}", { input: z.object({ n: z.number(), s: z.string() }), output: z.unknown() }, ${body})
`
