import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"

import { ts } from "../1-read/syntax.ts"
import type { Diagnostic } from "../diagnostic/diagnostic.ts"
import { type FileText, replaceFiles } from "./replace-files.ts"

/** A file of the author's in which declarations are exported now. */
export interface Fixed {
  /** Relative to the project, with `/`. */
  readonly file: string
  readonly names: readonly string[]
}

/**
 * Writes `export` before what a machine needs and its module keeps to itself (SW3204): in the author's files, where
 * nothing else is changed. Answers what it did; compile again after it.
 *
 * @example
 * while (fixExports(root, compile(project).diagnostics).length > 0);
 */
export const fixExports = (root: string, diagnostics: readonly Diagnostic[]): readonly Fixed[] => {
  const places = diagnostics.filter(({ code }) => code === "SW3204").flatMap(({ related }) => related.slice(0, 1))
  const fixes = [...new Set(places.map(({ file }) => file))].filter(isOwn).flatMap((file) => {
    if (!existsSync(join(root, file))) return []
    const starts = new Set(
      places.filter((place) => place.file === file).map(({ span }) => `${span.line}:${span.column}`),
    )
    const fix = exporting(readFileSync(join(root, file), "utf8"), starts)
    return fix.names.length === 0 ? [] : [{ path: file, ...fix }]
  })
  replaceFiles(root, fixes)
  return fixes.map(({ path, names }) => ({ file: path, names }))
}

/** A package's files are somebody else's, and so are those outside of the project. */
const isOwn = (file: string): boolean =>
  !file.startsWith("..") && !file.includes("node_modules/") && !/\.d\.[mc]?ts$/.test(file)

/** A text in which the declarations are exported whose names begin at these places. */
const exporting = (given: string, starts: ReadonlySet<string>): Pick<FileText, "text"> & Pick<Fixed, "names"> => {
  // The compiler does not count it.
  const mark = given.startsWith("\uFEFF") ? "\uFEFF" : ""
  const text = given.slice(mark.length)
  const sourceFile = ts.createSourceFile("a.ts", text, ts.ScriptTarget.Latest, true)
  const taken = new Set(sourceFile.statements.flatMap(exportedAs))
  const startOf = (name: ts.Identifier): string => {
    const { line, character } = sourceFile.getLineAndCharacterOfPosition(name.getStart(sourceFile))
    return `${line + 1}:${character + 1}`
  }
  const edits = sourceFile.statements.flatMap((statement) => {
    const names = exportable(statement).filter((name) => starts.has(startOf(name)))
    const isFree = names.length > 0 && exportable(statement).every((name) => !taken.has(name.text))
    return isFree ? [{ at: statement.getStart(sourceFile), names: names.map((name) => name.text) }] : []
  })
  return {
    text: mark + edits.reduceRight((all, { at }) => `${all.slice(0, at)}export ${all.slice(at)}`, text),
    names: edits.flatMap(({ names }) => names),
  }
}

/** The names that `export` before a statement would export; none if it has one. */
const exportable = (statement: ts.Statement): readonly ts.Identifier[] => {
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : []
  if (modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return []
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) => boundBy(name))
  }
  const isDeclaration =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEnumDeclaration(statement) ||
    ts.isModuleDeclaration(statement)
  return isDeclaration && statement.name !== undefined && ts.isIdentifier(statement.name) ? [statement.name] : []
}

const boundBy = (name: ts.BindingName): readonly ts.Identifier[] =>
  ts.isIdentifier(name)
    ? [name]
    : name.elements.flatMap((element) => (ts.isBindingElement(element) ? boundBy(element.name) : []))

/** The names that `export { a as b }` has taken. */
const exportedAs = (statement: ts.Statement): string[] =>
  ts.isExportDeclaration(statement) && statement.exportClause !== undefined && ts.isNamedExports(statement.exportClause)
    ? statement.exportClause.elements.map(({ name }) => name.text)
    : []
