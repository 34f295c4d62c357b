import { existsSync, readFileSync } from "node:fs"

import { placeOfFile } from "../1-read/place-of.ts"
import type { Project } from "../1-read/read-project.ts"
import { isGenerated } from "../4-emit/generated-header.ts"
import type { GeneratedFile } from "../4-emit/generated-files.ts"
import { diagnostic, type Diagnostic } from "../diagnostic/diagnostic.ts"

/** Files that stand where a generated one would go, and are not codegen's. */
export const foreignOutputs = (files: readonly GeneratedFile[], { root }: Project): Diagnostic[] =>
  files
    .filter(({ path }) => existsSync(`${root}/${path}`) && !isGenerated(readFileSync(`${root}/${path}`, "utf8")))
    .map(({ path }) => diagnostic("SW0008", placeOfFile(`${root}/${path}`), { file: path }))
