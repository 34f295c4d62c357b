import type { ts } from "./syntax.ts"

const known = new WeakMap<ts.TypeChecker, readonly ts.SourceFile[]>()

/** Remembers which files a checker checks. */
export const rememberFiles = (checker: ts.TypeChecker, program: ts.Program): void => {
  if (!known.has(checker)) known.set(checker, program.getSourceFiles().filter(isOwn))
}

/** The files of the project's own code. */
export const projectFiles = (checker: ts.TypeChecker): readonly ts.SourceFile[] => known.get(checker) ?? []

const isOwn = ({ isDeclarationFile, fileName }: ts.SourceFile): boolean =>
  !isDeclarationFile && !fileName.includes("/node_modules/")
