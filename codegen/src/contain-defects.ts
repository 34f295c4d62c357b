import { placeOfFile } from "./1-read/place-of.ts"
import type { CompileFile } from "./compiled-file.ts"
import { diagnostic } from "./diagnostic/diagnostic.ts"

/** Turns an error thrown by a compiler phase into a diagnostic of its file, so that the other files are still heard. */
export const containDefects =
  (compileOne: CompileFile): CompileFile =>
  (file, workflows, project) => {
    try {
      return compileOne(file, workflows, project)
    } catch (error) {
      const [message = "", at = ""] = String(error instanceof Error ? error.stack : error).split("\n")
      const found = diagnostic("SW9001", placeOfFile(file.sourceFile.fileName), {
        text: `${message} ${at.trim()}`.trim(),
      })
      return { file, machine: "", map: "", charts: [], uses: [], programs: [], diagnostics: [found] }
    }
  }
