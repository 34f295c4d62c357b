import { bareExpression } from "../1-read/bare-expression.ts"
import { placeOf } from "../1-read/place-of.ts"
import { ts } from "../1-read/syntax.ts"
import { type AwaitMeaning, type StepCall, stepCallsOf } from "../2-analyze/await-meaning.ts"
import { canComplete } from "../2-analyze/completes.ts"
import type { Survey } from "../2-analyze/survey.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import { failureTagsOf } from "./failure-tags.ts"
import { passesOn } from "./passes-on.ts"

/**
 * Warns of errors that a step declares and that leave the workflow unannounced: no `catch` on their way handles them, and
 * the workflow does not declare them itself.
 */
export const unhandledFailures = ({ awaits, body, checker }: Survey): Diagnostic[] => {
  const call = ts.findAncestor(body, ts.isCallExpression)
  // What leaves a helper is handled where the helper is called.
  const isWorkflow = call?.arguments.some((argument) => bareExpression(argument) === body) === true
  const announced = isWorkflow ? failureTagsOf(checker.getTypeAtLocation(call), checker) : undefined
  if (announced === undefined) return []
  return [...awaits].flatMap(([node, meaning]) =>
    thrownFrom(node, meaning).flatMap((stepCall) => {
      const declared = failureTagsOf(checker.getTypeAtLocation(stepCall.call.expression), checker) ?? []
      const left = declared.filter((tag) => !announced.includes(tag) && !isHandled(node, { tag, checker, body }))
      return left.length === 0 ? [] : [reportOf(stepCall, left)]
    }),
  )
}

/** The calls whose errors come out of an `await` as they are. */
const thrownFrom = (node: ts.Node, meaning: AwaitMeaning): readonly StepCall[] => {
  if (!ts.isAwaitExpression(node)) return []
  if ("policy" in meaning && (meaning.policy === "allSettled" || meaning.policy === "any")) return []
  return stepCallsOf(meaning)
}

const reportOf = ({ call, step }: StepCall, tags: readonly string[]): Diagnostic => {
  const failures = tags.map((tag) => `\`${tag}\``).join(" and ")
  return diagnostic("SW4103", placeOf(call), { step: step.name, failures }, [
    { ...placeOf(errorsOf(step.call) ?? step.declaration.name), label: "declared here" },
  ])
}

interface Way {
  readonly tag: string
  readonly checker: ts.TypeChecker
  readonly body: ts.Node
}

/** Whether a `catch`, or a jump out of a `finally`, ends the way of an error that is thrown at a node. */
const isHandled = (node: ts.Node, { tag, checker, body }: Way): boolean => {
  for (let at = node; at !== body; at = at.parent) {
    const { parent } = at
    if (!ts.isTryStatement(parent)) continue
    const { tryBlock, catchClause, finallyBlock } = parent
    if (at === tryBlock && catchClause !== undefined && !passesOn(catchClause, tag, checker)) return true
    if (at !== finallyBlock && finallyBlock !== undefined && !canComplete(finallyBlock)) return true
  }
  return false
}

/** `errors: [SoldOut]` in the options of a step. */
const errorsOf = ({ arguments: [, options] }: ts.CallExpression): ts.Node | undefined =>
  options !== undefined && ts.isObjectLiteralExpression(options)
    ? options.properties.find(({ name }) => name?.getText() === "errors")
    : undefined
