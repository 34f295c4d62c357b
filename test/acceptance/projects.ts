import { globSync } from "node:fs"
import { dirname, join } from "node:path"
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

const top = fileURLToPath(new URL("../..", import.meta.url))

/** The examples, as the configuration of each says; `pnpm codegen` compiles them. */
export const examples: readonly Project[] = globSync("examples/*/statewright.config.ts", { cwd: top }).map(
  (config) => ({
    root: join(top, dirname(config)),
    workflows: ["src/**/*.workflow.ts"],
    outDir: "src/generated",
  }),
)

/** Compiles the workflows of a project under the compiler flags of the repository. */
export const compileProject = (project: Project): CompileResult => compile(project)
