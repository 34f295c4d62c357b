import type { CompileFile } from "./compiled-file.ts"

/** Analyzes, lowers and prints the workflows of one file. */
export const compileFile: CompileFile = (file) => ({ file, machine: "", charts: [], programs: [], diagnostics: [] })
