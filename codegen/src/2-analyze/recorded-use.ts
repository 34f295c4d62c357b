import { resolveAlias } from "../1-read/authoring-word.ts"
import { importedFrom } from "../1-read/imported-from.ts"
import { isGlobal } from "../1-read/is-global.ts"
import { ts } from "../1-read/syntax.ts"
import { accessOf } from "../1-read/assignment-target.ts"

/** How a node asks for the time or for a random value, which a run records. */
export type RecordedUse =
  /** `Date.now`, `Math.random`, `crypto.randomUUID`, `crypto.getRandomValues`: a function, called or not. */
  | { readonly kind: "function"; readonly word: RecordedWord }
  /** `new Date()` */
  | { readonly kind: "date" }
  /** `Date()`: the present time as text. */
  | { readonly kind: "text" }

/** A function of `recorded`. */
export type RecordedWord = "now" | "random" | "randomUUID" | "getRandomValues"

/** What a node asks of time and chance, if it does so in a way that can be recorded. */
export const recordedUse = (node: ts.Node, checker: ts.TypeChecker): RecordedUse | undefined => {
  if (ts.isPropertyAccessExpression(node)) {
    const word = memberWord(node, checker)
    return word === undefined ? undefined : { kind: "function", word }
  }
  if (ts.isIdentifier(node)) {
    const word = importedWord(node, checker)
    return word === undefined ? undefined : { kind: "function", word }
  }
  if (ts.isNewExpression(node)) {
    return (node.arguments ?? []).length === 0 && isDate(node.expression, checker) ? { kind: "date" } : undefined
  }
  if (ts.isCallExpression(node) && node.questionDotToken === undefined) {
    return node.arguments.length === 0 && isDate(node.expression, checker) ? { kind: "text" } : undefined
  }
  return undefined
}

/** Whether an identifier is part of such a use: the `Date` of `Date.now`. */
export const isRecordedName = (name: ts.Identifier, checker: ts.TypeChecker): boolean =>
  recordedUse(name, checker) !== undefined ||
  (isRootOf(name, name.parent) && recordedUse(name.parent, checker) !== undefined)

/** Whether a node reads the clock, which stands still as long as nothing is awaited. */
export const readsClock = (node: ts.Node, checker: ts.TypeChecker): boolean => {
  const use = recordedUse(node, checker)
  return use !== undefined && (use.kind !== "function" || use.word === "now")
}

const isRootOf = (name: ts.Identifier, parent: ts.Node): boolean =>
  (ts.isPropertyAccessExpression(parent) || ts.isNewExpression(parent) || ts.isCallExpression(parent)) &&
  parent.expression === name

const memberWord = (node: ts.PropertyAccessExpression, checker: ts.TypeChecker): RecordedWord | undefined => {
  const { expression, name } = node
  if (!ts.isIdentifier(expression) || node.questionDotToken !== undefined || isChanged(node)) return undefined
  if (expression.text === "Date" && name.text === "now") return ifGlobal(expression, checker, "now")
  if (expression.text === "Math" && name.text === "random") return ifGlobal(expression, checker, "random")
  const word = cryptoWord(name.text)
  if (word === undefined || !isPlainCall(node, word)) return undefined
  const from = importedFrom(expression, checker)
  const isWhole = from !== undefined && isCrypto(from.module) && (from.name === "*" || from.name === "default")
  return isWhole ? word : expression.text === "crypto" ? ifGlobal(expression, checker, word) : undefined
}

/** `import { randomUUID } from "node:crypto"` */
const importedWord = (name: ts.Identifier, checker: ts.TypeChecker): RecordedWord | undefined => {
  if (!ts.isCallExpression(name.parent) || name.parent.expression !== name) return undefined
  const from = importedFrom(name, checker)
  const word = from !== undefined && isCrypto(from.module) ? cryptoWord(from.name) : undefined
  return word !== undefined && isPlainCall(name, word) ? word : undefined
}

const isCrypto = (module: string): boolean => module === "node:crypto" || module === "crypto"

const cryptoWord = (name: string): RecordedWord | undefined =>
  name === "randomUUID" || name === "getRandomValues" ? name : undefined

/** Elsewhere they lose their `this`, or take options that say how to be fast. */
const isPlainCall = (callee: ts.Expression, word: RecordedWord): boolean => {
  const call = callee.parent
  return (
    ts.isCallExpression(call) &&
    call.expression === callee &&
    call.arguments.length === (word === "randomUUID" ? 0 : 1) &&
    !call.arguments.some(ts.isSpreadElement)
  )
}

const isChanged = (node: ts.Expression): boolean => ts.isDeleteExpression(node.parent) || accessOf(node).writes

const isDate = (callee: ts.Expression, checker: ts.TypeChecker): boolean =>
  ts.isIdentifier(callee) && callee.text === "Date" && ifGlobal(callee, checker, "now") !== undefined

const ifGlobal = (name: ts.Identifier, checker: ts.TypeChecker, word: RecordedWord): RecordedWord | undefined => {
  const symbol = checker.getSymbolAtLocation(name)
  return symbol !== undefined && isGlobal(resolveAlias(symbol, checker)) ? word : undefined
}
