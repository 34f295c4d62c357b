import { authoringWord, resolveAlias } from "../1-read/authoring-word.ts"
import { bareExpression } from "../1-read/bare-expression.ts"
import { calleeOf } from "../1-read/callee.ts"
import { exportNameOfSymbol } from "../1-read/export-name.ts"
import { valueSymbolOf } from "../1-read/value-symbol-of.ts"
import { isGlobal } from "../1-read/is-global.ts"
import { ts } from "../1-read/syntax.ts"

/** Something of the project that a name stands for, and whose code is known. */
export interface Helper {
  readonly symbol: ts.Symbol
  /** What runs when it is used: functions whole, and of a constant its value but for the functions in it. */
  readonly code: readonly ts.Node[]
  /** It is copied into the generated file, where time and chance are recorded, if whoever uses it is. */
  readonly isCopied: boolean
}

/** The helper that a name stands for, unless its author says `@pure` of it. */
export const helperBehind = (name: ts.Identifier, checker: ts.TypeChecker): Helper | undefined => {
  if (isDeclaring(name)) return undefined
  const alias = valueSymbolOf(name, checker)
  const symbol = alias && resolveAlias(alias, checker)
  const declaration = symbol?.valueDeclaration
  if (symbol === undefined || declaration === undefined || isGlobal(symbol)) return undefined
  if (!isOfProject(declaration) || authoringWord(symbol, checker) !== undefined || isPure(declaration)) return undefined
  const code = codeOf(declaration, checker)
  // What is asynchronous is compiled like the body itself, and looked into with it.
  if (code.length === 0 || code.some(isAsync)) return undefined
  const home = declaration.getSourceFile()
  const isOwn = home === name.getSourceFile() && exportNameOfSymbol(symbol, home, checker) === undefined
  return { symbol, code, isCopied: isOwn && !ts.isClassElement(declaration) }
}

const isDeclaring = ({ parent }: ts.Identifier): boolean => ts.isImportSpecifier(parent) || ts.isImportClause(parent)

const isOfProject = (declaration: ts.Declaration): boolean => {
  const { isDeclarationFile, fileName } = declaration.getSourceFile()
  return !isDeclarationFile && !fileName.includes("/node_modules/")
}

/** `@pure`: its author says that it only computes, whatever it looks like. */
const isPure = (declaration: ts.Declaration): boolean =>
  ts.getJSDocTags(declaration).some(({ tagName }) => tagName.text === "pure")

/** Whether a node is an async function. */
export const isAsync = (node: ts.Node): boolean =>
  ts.isFunctionLike(node) && (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Async) !== 0

const codeOf = (declaration: ts.Declaration, checker: ts.TypeChecker): readonly ts.Node[] => {
  if (ts.isClassLike(declaration)) return declaration.members.filter(runsInNew)
  if (ts.isFunctionLike(declaration)) {
    return "body" in declaration && declaration.body !== undefined ? [declaration] : []
  }
  const isHolder =
    ts.isVariableDeclaration(declaration) ||
    ts.isPropertyAssignment(declaration) ||
    ts.isPropertyDeclaration(declaration)
  if (!isHolder || declaration.initializer === undefined) return []
  const value = bareExpression(declaration.initializer)
  if (ts.isFunctionLike(value)) return [value]
  const isConstant = ts.isVariableDeclaration(declaration) && ts.isSourceFile(declaration.parent.parent.parent)
  return isConstant && !isDurable(value, checker) ? [value] : []
}

const runsInNew = (member: ts.ClassElement): boolean =>
  ts.isConstructorDeclaration(member) ||
  (ts.isPropertyDeclaration(member) &&
    (ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Static) === 0 &&
    member.initializer !== undefined)

/** What a step or another workflow does is not done by this one. */
const isDurable = (value: ts.Expression, checker: ts.TypeChecker): boolean =>
  ts.isCallExpression(value) && calleeOf(value, checker).kind === "word"
