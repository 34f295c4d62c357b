import { authoringWord } from "../1-read/authoring-word.ts"
import { ts } from "../1-read/syntax.ts"
import type { FileContext } from "./printing.ts"

/** The module that generated code stands on. */
const machineModule = "statewright/machine"

/** The local name of a word of `statewright/machine`; `sleep` takes the place of the author's own `sleep`. */
export const machineWord = (word: string, { imports, naming }: FileContext, typeOnly = false): string => {
  if (!isAuthoringImport(word, naming.sourceFile, naming.checker)) {
    return imports.take({ specifier: machineModule, imported: word, typeOnly }, naming.sourceFile)
  }
  return imports.adopt({ specifier: machineModule, imported: word, local: word, typeOnly }, naming.sourceFile)
}

const isAuthoringImport = (word: string, sourceFile: ts.SourceFile, checker: ts.TypeChecker): boolean =>
  sourceFile.statements.some((statement) => {
    const named = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : undefined
    return (
      named !== undefined &&
      ts.isNamedImports(named) &&
      named.elements.some(
        ({ name }) => name.text === word && authoringWord(checker.getSymbolAtLocation(name), checker) === word,
      )
    )
  })
