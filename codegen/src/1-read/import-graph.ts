import { ts } from "./syntax.ts"

/** Files of a program that import one of `changed`, themselves or through others; with these. */
export const dependents = (changed: readonly string[], program: ts.Program): ReadonlySet<string> => {
  const checker = program.getTypeChecker()
  const importers = new Map<string, string[]>()
  for (const sourceFile of program.getSourceFiles()) {
    if (sourceFile.fileName.includes("/node_modules/")) continue
    for (const imported of importsOf(sourceFile, checker)) {
      const known = importers.get(imported)
      if (known === undefined) importers.set(imported, [sourceFile.fileName])
      else known.push(sourceFile.fileName)
    }
  }
  const found = new Set(changed)
  for (const file of found) for (const importer of importers.get(file) ?? []) found.add(importer)
  return found
}

/** Whether a file changes what others see without an import. */
export const isGlobalSource = (sourceFile: ts.SourceFile): boolean =>
  sourceFile.isDeclarationFile ||
  !ts.isExternalModule(sourceFile) ||
  /\bdeclare\s+(global|module)\b/.test(sourceFile.text)

const known = new WeakMap<ts.SourceFile, readonly string[]>()

/** The files that a file imports in any way: by statements, in types and by `import()`. */
const importsOf = (sourceFile: ts.SourceFile, checker: ts.TypeChecker): readonly string[] => {
  const before = known.get(sourceFile)
  if (before !== undefined) return before
  // The list that the compiler itself follows is not in its public types.
  const { imports = [] } = sourceFile as { readonly imports?: readonly ts.StringLiteralLike[] }
  const files = imports.flatMap((specifier) => {
    const file = checker.getSymbolAtLocation(specifier)?.declarations?.[0]?.getSourceFile()
    return file === undefined || file.fileName.includes("/node_modules/") ? [] : [file.fileName]
  })
  known.set(sourceFile, files)
  return files
}
