import { bareExpression } from "../1-read/bare-expression.ts"
import { calleeOf } from "../1-read/callee.ts"
import { placeOf } from "../1-read/place-of.ts"
import { ts } from "../1-read/syntax.ts"
import type { StepSource } from "../1-read/workflow-source.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import { isArray } from "./array-type.ts"
import { foreignPromise } from "./foreign-promise.ts"
import { partThatMayThrow } from "./may-throw.ts"

/** A direct call of a step. */
export interface StepCall {
  readonly call: ts.CallExpression
  readonly step: StepSource
}

/** What an `await` waits for. */
export type AwaitMeaning =
  | ({ readonly kind: "step" } & StepCall)
  | { readonly kind: "sleep"; readonly call: ts.CallExpression }
  | {
      readonly kind: "join"
      readonly policy: "parallel" | "all"
      readonly call: ts.CallExpression
      readonly branches: readonly StepCall[]
    }
  /** `parallel(items.map((item) => call(item)))` */
  | ({
      readonly kind: "each"
      readonly policy: "parallel" | "all"
      /** `items.map(...)` */
      readonly map: ts.CallExpression
      /** The call of the step for one item. */
      readonly inner: ts.CallExpression
    } & Pick<StepCall, "step" | "call">)

/** The calls of steps that an `await` waits for. */
export const stepCallsOf = (meaning: AwaitMeaning): readonly StepCall[] => {
  switch (meaning.kind) {
    case "step":
      return [meaning]
    case "sleep":
      return []
    case "each":
      return [{ step: meaning.step, call: meaning.inner }]
    case "join":
      return meaning.branches
  }
}

interface Judged {
  readonly meaning?: AwaitMeaning
  /** The calls that make promises and are taken care of, right or wrong. */
  readonly calls: readonly ts.Node[]
  readonly refusal?: Diagnostic
}

/** Judges what an `await` waits for by what its callee is, and refuses what a run cannot wait for. */
export const meaningOfAwait = (node: ts.AwaitExpression, checker: ts.TypeChecker): Judged => {
  const operand = bareExpression(node.expression)
  return meaningOfPromise(operand, checker)
}

/** Judges an expression whose promise is waited for. */
const meaningOfPromise = (operand: ts.Expression, checker: ts.TypeChecker): Judged => {
  if (!ts.isCallExpression(operand)) return { calls: [operand], refusal: foreignPromise(operand, checker) }
  const callee = calleeOf(operand, checker)
  const calls = [operand]
  const refuse = (construct: string, remedy: string): Judged => ({
    calls,
    refusal: diagnostic("SW2001", placeOf(operand), { construct, remedy }),
  })
  switch (callee.kind) {
    case "step":
      return (
        stepCall(operand, callee.step) ??
        refuse("A step call with `?.` or a spread argument", "Call the step with one plain argument.")
      )
    case "unknown-step":
      return refuse(
        "Calling a step through a variable",
        "Call an exported step by its name, and choose between steps with `if`.",
      )
    case "child":
      return refuse("Calling another workflow", "Call the steps of the other workflow here.")
    case "word":
      if (callee.word === "sleep") return { meaning: { kind: "sleep", call: operand }, calls }
      if (callee.word === "parallel") return join("parallel", operand, checker)
      return refuse(`\`${callee.word}\``, "Use steps, `sleep` and `parallel`.")
    case "promise":
      if (callee.method === "all") return join("all", operand, checker)
      return refuse(`\`Promise.${callee.method}\``, "Use `parallel([...])` or `Promise.all([...])`.")
    case "other":
      return { calls, refusal: foreignPromise(operand, checker) }
  }
}

const stepCall = (call: ts.CallExpression, step: StepSource): Judged | undefined =>
  isPlainCall(call) ? { meaning: { kind: "step", call, step }, calls: [call] } : undefined

const isPlainCall = (call: ts.CallExpression): boolean =>
  call.questionDotToken === undefined &&
  !ts.isOptionalChain(call) &&
  call.arguments.length <= 1 &&
  !call.arguments.some(ts.isSpreadElement)

const join = (policy: "parallel" | "all", call: ts.CallExpression, checker: ts.TypeChecker): Judged => {
  const name = policy === "parallel" ? "parallel" : "Promise.all"
  const refuse = (node: ts.Node, calls: readonly ts.Node[]): Judged => ({
    calls: [call, ...calls],
    refusal: diagnostic("SW2001", placeOf(node), {
      construct: `\`${name}\` of anything but a literal array of step calls`,
      remedy: `Write \`${name}([first(a), second(b)])\`, or loop over the items with \`for..of\`.`,
    }),
  })
  const [list] = call.arguments
  const array = list && bareExpression(list)
  const each = array === undefined || call.arguments.length !== 1 ? undefined : eachCall(array, checker)
  if (each !== undefined) return { meaning: { kind: "each", policy, call, ...each }, calls: [call, each.inner] }
  if (array === undefined || !ts.isArrayLiteralExpression(array) || call.arguments.length !== 1) {
    return refuse(array ?? call, [])
  }
  const branches: StepCall[] = []
  for (const element of array.elements) {
    const branch = bareExpression(element)
    const callee = ts.isCallExpression(branch) ? calleeOf(branch, checker) : undefined
    if (!ts.isCallExpression(branch) || callee?.kind !== "step" || !isPlainCall(branch)) {
      return refuse(element, array.elements.map(skip))
    }
    branches.push({ call: branch, step: callee.step })
  }
  return { meaning: { kind: "join", policy, call, branches }, calls: [call, ...branches.map((branch) => branch.call)] }
}

/** `items.map((item) => call(item))` over an array, with an expression that cannot fail for one item after another has begun. */
const eachCall = (map: ts.Expression, checker: ts.TypeChecker) => {
  if (!ts.isCallExpression(map) || ts.isOptionalChain(map) || !ts.isPropertyAccessExpression(map.expression)) {
    return undefined
  }
  const { name, expression: items } = map.expression
  const [callback] = map.arguments
  if (name.text !== "map" || map.arguments.length !== 1 || !isArray(checker.getTypeAtLocation(items), checker)) {
    return undefined
  }
  if (callback === undefined || !ts.isArrowFunction(callback) || ts.isBlock(callback.body)) return undefined
  const inner = bareExpression(callback.body)
  if (!ts.isCallExpression(inner) || !isPlainCall(inner)) return undefined
  const callee = calleeOf(inner, checker)
  const mayThrow = [...callback.parameters, ...inner.arguments].some(
    (part) => partThatMayThrow(part, checker) !== undefined,
  )
  return callee.kind !== "step" || mayThrow ? undefined : { map, inner, step: callee.step }
}

const skip = (node: ts.Expression): ts.Node => bareExpression(node)
