import { bareExpression } from "./bare-expression.ts"
import { childSourceOf } from "./find-workflows.ts"
import { ts } from "./syntax.ts"
import { typeWordOf } from "./type-word.ts"
import type { ChildSource } from "./workflow-source.ts"

/** What a call says of the workflow that it starts. */
export interface ChildCallee {
  /** The expression that stands for the workflow. */
  readonly target: ts.Expression
  /** `undefined` if it cannot be traced to one declaration. */
  readonly workflow: ChildSource | undefined
  /** `ref`: `ship.start(order)` answers who was started, and nobody waits for its end. */
  readonly answers: "end" | "ref"
  readonly options: ts.Expression | undefined
}

/** `ship(order)`, `ship.with({ timeout: "1 hour" })(order)`, `ship.start(order, { id: "o1" })`. */
export const childCalleeOf = (call: ts.CallExpression, checker: ts.TypeChecker): ChildCallee | undefined => {
  const callee = bareExpression(call.expression)
  if (isWorkflow(callee, checker)) return calleeAs(callee, "end", undefined, checker)
  if (ts.isPropertyAccessExpression(callee)) {
    return callee.name.text === "start" && isWorkflow(callee.expression, checker)
      ? calleeAs(callee.expression, "ref", call.arguments[1], checker)
      : undefined
  }
  if (!ts.isCallExpression(callee) || !ts.isPropertyAccessExpression(callee.expression)) return undefined
  const { name, expression } = callee.expression
  return name.text === "with" && isWorkflow(expression, checker)
    ? calleeAs(expression, "end", callee.arguments[0], checker)
    : undefined
}

const calleeAs = (
  target: ts.Expression,
  answers: ChildCallee["answers"],
  options: ts.Expression | undefined,
  checker: ts.TypeChecker,
): ChildCallee => ({ target, workflow: childSourceOf(target, checker), answers, options })

const isWorkflow = (expression: ts.Expression, checker: ts.TypeChecker): boolean =>
  typeWordOf(checker.getTypeAtLocation(expression), checker) === "Workflow"
