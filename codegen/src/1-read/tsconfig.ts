import { dirname } from "node:path"

import { diagnostic, type Diagnostic } from "../diagnostic/diagnostic.ts"
import { placeOfFile } from "./place-of.ts"
import { ts } from "./syntax.ts"

/** The user's own compiler settings, made fit for reading only. */
export interface Tsconfig {
  /** Absolute, with `/`. */
  readonly file: string
  readonly options: ts.CompilerOptions
  /** The files of declarations that it names: globals of the project. */
  readonly declarations: readonly string[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Reads the tsconfig.json of `root`, or of the nearest folder above it. */
export const readTsconfig = (root: string, configFile: string | undefined): Tsconfig => {
  const file = configFile ?? ts.findConfigFile(root, (path) => ts.sys.fileExists(path))
  if (file === undefined) {
    const wanted = `${root}/tsconfig.json`
    return { file: wanted, options: {}, declarations: [], diagnostics: [diagnostic("SW0009", placeOfFile(wanted), {})] }
  }
  const { config, error } = ts.readConfigFile(file, (path) => ts.sys.readFile(path))
  if (error !== undefined) {
    return { file, options: {}, declarations: [], diagnostics: [unreadable(file, flatten(error))] }
  }
  const parsed = ts.parseJsonConfigFileContent(config, ts.sys, dirname(file), undefined, file)
  const problems = parsed.errors
    .filter(({ code }) => !aboutInputs.has(code))
    .map((problem) => unreadable(file, flatten(problem)))
  const options: ts.CompilerOptions = { ...parsed.options, ...readingOnly }
  const lax =
    (options.strictNullChecks ?? options.strict) === false || (options.strictNullChecks ?? options.strict) === undefined
  return {
    file,
    options,
    declarations: parsed.fileNames.filter((name) => name.endsWith(".d.ts")),
    diagnostics: lax && problems.length === 0 ? [diagnostic("SW0006", placeOfFile(file), { config: file })] : problems,
  }
}

/** TypeScript's text of one diagnostic, with what explains it on lines of its own. */
export const flatten = ({ messageText }: ts.Diagnostic): string => ts.flattenDiagnosticMessageText(messageText, "\n")

/** "No inputs were found": codegen names its files itself. */
const aboutInputs: ReadonlySet<number> = new Set([18002, 18003])

/** What has to do with writing files, or with other files than those read. */
const readingOnly: ts.CompilerOptions = {
  noEmit: true,
  composite: false,
  incremental: false,
  declaration: false,
  declarationMap: false,
  emitDeclarationOnly: false,
  skipLibCheck: true,
  // The parts of a union are printed in an order of their own, and not in that in which files happened to be checked.
  stableTypeOrdering: true,
  // TypeScript 6 complains of what 7 removed; the user's own compiler says so, where it matters.
  ignoreDeprecations: "6.0",
}

const unreadable = (file: string, text: string): Diagnostic =>
  diagnostic("SW0004", placeOfFile(file), { config: file, text })
