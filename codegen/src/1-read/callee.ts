import { bareExpression } from "./bare-expression.ts"
import { authoringWord, resolveAlias } from "./authoring-word.ts"
import { type ChildCallee, childCalleeOf } from "./child-callee.ts"
import { typeWordOf } from "./type-word.ts"
import { stepSourceOf } from "./find-steps.ts"
import { type AsyncHelper, helperOf } from "./helper-source.ts"
import { type HandleCall, handleCallOf } from "./handle-call.ts"
import { isGlobal } from "./is-global.ts"
import { ts } from "./syntax.ts"
import type { StepSource } from "./workflow-source.ts"

/** What a call calls, as far as codegen gives it a meaning. */
export type Callee =
  /** A step whose declaration is known. */
  | { readonly kind: "step"; readonly step: StepSource }
  /** An async function of the project. */
  | { readonly kind: "helper"; readonly helper: AsyncHelper }
  /** A value of type `Step` that cannot be traced to one declaration. */
  | { readonly kind: "unknown-step" }
  /** A workflow: a run of its own. */
  | { readonly kind: "child"; readonly child: ChildCallee }
  /** A function of the authoring package: `sleep`, `parallel`, `step`, `workflow`, `failure`, ... */
  | { readonly kind: "word"; readonly word: string }
  /** A static method of the global `Promise`: `all`, `race`, `resolve`, ... */
  | { readonly kind: "promise"; readonly method: string }
  /** A method of a scope, a pool, a barrier or a mutex. */
  | ({ readonly kind: "handle" } & HandleCall)
  | { readonly kind: "other" }

/** Classifies a call by what its callee *is*, never by how it is spelled. */
export const calleeOf = (call: ts.CallExpression, checker: ts.TypeChecker): Callee => {
  const callee = bareExpression(call.expression)
  const typeWord = typeWordOf(checker.getTypeAtLocation(callee), checker)
  if (typeWord === "Step") {
    const step = stepSourceOf(callee, checker)
    return step === undefined ? { kind: "unknown-step" } : { kind: "step", step }
  }
  const child = childCalleeOf(call, checker)
  if (child !== undefined) return { kind: "child", child }
  const word = authoringWord(checker.getSymbolAtLocation(nameOf(callee)), checker)
  if (word !== undefined) return { kind: "word", word }
  const asked = handleCallOf(call, checker)
  if (asked !== undefined) return { kind: "handle", ...asked }
  const method = promiseMethod(callee, checker)
  if (method !== undefined) return { kind: "promise", method }
  const helper = helperOf(callee, checker)
  return helper === undefined ? { kind: "other" } : { kind: "helper", helper }
}

const nameOf = (callee: ts.Expression): ts.Node => (ts.isPropertyAccessExpression(callee) ? callee.name : callee)

const promiseMethod = (callee: ts.Expression, checker: ts.TypeChecker): string | undefined => {
  if (!ts.isPropertyAccessExpression(callee) || !ts.isIdentifier(callee.expression)) return undefined
  if (callee.expression.text !== "Promise") return undefined
  const symbol = checker.getSymbolAtLocation(callee.expression)
  return symbol !== undefined && isGlobal(resolveAlias(symbol, checker)) ? callee.name.text : undefined
}
