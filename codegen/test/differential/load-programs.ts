import { readFileSync } from "node:fs"
import { join } from "node:path"

import type { Program } from "statewright/machine"

import { compile, renderDiagnostics } from "../../src/index.ts"
import { createProject, writeInto } from "../temporary-project.ts"

/** The settings under which generated tests compile: generated code may be unreachable, or name what it does not use. */
const settings = {
  allowImportingTsExtensions: true,
  typeRoots: [new URL("../../../node_modules/@types", import.meta.url).pathname],
  allowUnreachableCode: true,
  erasableSyntaxOnly: false,
  allowUnusedLabels: true,
  noUnusedLocals: false,
  noImplicitReturns: false,
  noFallthroughCasesInSwitch: false,
}

/** A compiled file, loaded. */
export interface Loaded {
  readonly root: string
  readonly programs: ReadonlyMap<string, Program>
}

/** Compiles `input.workflow.ts` in a project of its own, type-checks what is generated, and loads it; the caller removes the folder. */
export const loadPrograms = async (
  sources: Readonly<Record<string, string>>,
  { strictest = true } = {},
): Promise<Loaded> => {
  const { allowImportingTsExtensions, typeRoots } = settings
  const compilerOptions = strictest ? { allowImportingTsExtensions, typeRoots } : settings
  const root = createProject({
    ...sources,
    "tsconfig.json": JSON.stringify({
      extends: new URL("../../fixtures/tsconfig.json", import.meta.url).pathname,
      compilerOptions,
      include: [],
    }),
  })
  const { files, diagnostics } = compile({ root, workflows: ["input.workflow.ts"], outDir: "generated" })
  if (files.length === 0) {
    const sourceOf = (file: string): string => readFileSync(join(root, file), "utf8")
    throw new Error(`${root} is refused:\n${renderDiagnostics(diagnostics, { sourceOf })}`)
  }
  writeInto(root, Object.fromEntries(files.map(({ path, text: generated }) => [path, generated])))
  const module: Readonly<Record<string, unknown>> = await import(join(root, "generated/input.machine.ts"))
  // A machine module exports nothing but programs.
  return { root, programs: new Map(Object.entries(module) as [string, Program][]) }
}
