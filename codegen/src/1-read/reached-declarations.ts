import { type Part, type Reference, referencesOf } from "./references-of.ts"
import type { ResolvedPackage } from "./package-of.ts"
import { ts } from "./syntax.ts"

/** A declaration of the project that some code reaches. */
export interface ReachedDeclaration {
  /** A top-level statement of its module, or one variable of a top-level `const`, `let` or `var`. */
  readonly node: ts.Node
  /** The name that led there first: in the code that was asked about, or in another reached declaration. */
  readonly via: ts.Identifier
}

/** All that some code needs beside itself. */
export interface Reached {
  /** Nearest first, each once; the same for the same code on every machine. */
  readonly declarations: readonly ReachedDeclaration[]
  /** The packages that the code and these declarations name, sorted, each once. */
  readonly packages: readonly ResolvedPackage[]
}

/**
 * Every declaration of the project that `code` reaches by its names, through other declarations and other files: helpers,
 * constants, enums, classes, and statements of their modules that name what is reached (`rates.set("eur", 1)`). The code
 * of steps and of other workflows is not reached, nor what is only a type.
 */
export const reachedDeclarations = (code: ts.Node, checker: ts.TypeChecker, part: Part = "all"): Reached => {
  const reached = new Map<ts.Node, ts.Identifier>()
  const packages = new Map<string, ResolvedPackage>()
  const take = ({ name, declarations, packages: owners }: Reference): void => {
    for (const node of declarations) if (!reached.has(node)) reached.set(node, name)
    for (const owner of owners) packages.set(`${owner.name}@${owner.version ?? ""}`, owner)
  }
  for (const reference of referencesOf(code, checker, part)) take(reference)
  // A Map goes on with what is added while it is walked.
  for (const [node] of reached) {
    for (const reference of referencesOf(node, checker, part)) take(reference)
    for (const { statement, name } of statementsNaming(node, checker)) {
      if (!reached.has(statement)) reached.set(statement, name)
    }
  }
  return {
    declarations: [...reached].map(([node, via]) => ({ node, via })),
    packages: [...packages].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, owner]) => owner),
  }
}

interface Naming {
  readonly statement: ts.Statement
  readonly name: ts.Identifier
}

/** Statements of a declaration's module that declare nothing, but do something with what it declares. */
const statementsNaming = (declaration: ts.Node, checker: ts.TypeChecker): readonly Naming[] =>
  ts.isSourceFile(declaration)
    ? []
    : declaration.getSourceFile().statements.flatMap((statement) => {
        if (!isDoing(statement)) return []
        const found = referencesOf(statement, checker).find(({ declarations }) => declarations.includes(declaration))
        return found === undefined ? [] : [{ statement, name: found.name }]
      })

const isDoing = (statement: ts.Statement): boolean =>
  ts.isExpressionStatement(statement) ||
  ts.isIterationStatement(statement, true) ||
  ts.isIfStatement(statement) ||
  ts.isSwitchStatement(statement) ||
  ts.isTryStatement(statement) ||
  ts.isBlock(statement)
