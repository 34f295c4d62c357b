import { fileURLToPath } from "node:url"
import { compile } from "@statewright/codegen"
import type { CompileResult } from "@statewright/codegen"

/** A folder here whose workflows are compiled. */
export interface Project {
  readonly root: string
  readonly workflows: readonly string[]
  readonly outDir: string
}

/** What `node acceptance/generate.ts` compiles. */
export const projects: readonly Project[] = ["acceptance", "crash", "bench"].map((folder) => ({
  root: fileURLToPath(new URL(`../${folder}`, import.meta.url)),
  workflows: ["workflows/*.workflow.ts"],
  outDir: "generated",
}))

/** Compiles the workflows of a project under the compiler flags of the repository. */
export const compileProject = (project: Project): CompileResult => compile(project)
