import { ts } from "./syntax.ts"

/** Whether a file is one of `targets`, or imports one of them, itself or through others. */
export const reaches = (
  sourceFile: ts.SourceFile,
  targets: ReadonlySet<string>,
  checker: ts.TypeChecker,
  seen: Set<ts.SourceFile> = new Set(),
): boolean => {
  if (targets.has(sourceFile.fileName)) return true
  seen.add(sourceFile)
  return importedBy(sourceFile, checker).some((file) => !seen.has(file) && reaches(file, targets, checker, seen))
}

/** What files import, themselves or through others, beside themselves. */
export const reachedFrom = (files: readonly ts.SourceFile[], checker: ts.TypeChecker): ts.SourceFile[] => {
  const reached = new Set(files)
  for (const file of reached) for (const imported of importedBy(file, checker)) reached.add(imported)
  return [...reached].slice(files.length)
}

/** The project's own modules that a file imports or exports from. */
const importedBy = (sourceFile: ts.SourceFile, checker: ts.TypeChecker): ts.SourceFile[] =>
  sourceFile.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return []
    const module = statement.moduleSpecifier && checker.getSymbolAtLocation(statement.moduleSpecifier)
    const file = module?.declarations?.[0]?.getSourceFile()
    return file === undefined || file.isDeclarationFile ? [] : [file]
  })
