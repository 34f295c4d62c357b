import { resolve } from "node:path"

import { openSources, type Sources } from "./1-read/sources.ts"
import { readTsconfig } from "./1-read/tsconfig.ts"
import { compile, type CompileOptions, type CompileResult } from "./compile.ts"

/** A compiler that stays: what is as it was is not compiled again. */
export interface Compiler {
  /** Compiles the project after these files have changed; after anything may have, when none are named. */
  readonly compile: (options: CompileOptions, changed?: readonly string[]) => CompileResult
  /** Whether the last compilation has read a file; absolute, with `/`. */
  readonly hasRead: (file: string) => boolean
  /** The files that it has read, but for those of packages. */
  readonly files: () => readonly string[]
}

/**
 * A compiler that stays between compilations. It is for one project, whose settings are read again when no files are named.
 *
 * @example
 * const compiler = createCompiler()
 * compiler.compile(project)
 * compiler.compile(project, ["/app/src/order.workflow.ts"])
 */
export const createCompiler = (): Compiler => {
  let sources: Sources | undefined
  const current = (): Sources["program"] | undefined => sources?.program
  return {
    compile: (options, changed) => {
      if (sources === undefined || changed === undefined || !sources.refresh(changed)) {
        const { root, configFile } = options
        sources = openSources(
          readTsconfig(
            resolve(root).replaceAll("\\", "/"),
            configFile === undefined ? undefined : resolve(root, configFile),
          ),
        )
      }
      return compile({ ...options, sources })
    },
    hasRead: (file) => current()?.().getSourceFile(file) !== undefined,
    files: () =>
      (current()?.().getSourceFiles() ?? [])
        .map(({ fileName }) => fileName)
        .filter((file) => !file.includes("/node_modules/")),
  }
}
