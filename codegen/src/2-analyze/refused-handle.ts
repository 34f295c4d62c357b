import { bareExpression, isWrapper } from "../1-read/bare-expression.ts"
import { calleeOf } from "../1-read/callee.ts"
import { handleCallOf, handleWordOf } from "../1-read/handle-call.ts"
import { isGlobal } from "../1-read/is-global.ts"
import { placeOf } from "../1-read/place-of.ts"
import { ts } from "../1-read/syntax.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import { isValueName } from "./refused-use.ts"

/** Why something that is asked of a scope, a pool, a barrier or a mutex cannot be compiled. */
export type Misuse = keyof typeof reasons

const reasons = {
  plainly: {
    problem: "is called with `?.`, or with arguments that are spread",
    remedy: "Call it with plain arguments.",
  },
  unseen: {
    problem: "is given something that is neither a function which is written there nor the name of an `async` one",
    remedy: "Write a function there that calls it: `() => pack(item)`, or an `async` one.",
  },
  notCalled: {
    problem: "is read here and not called",
    remedy: "Call it where it is needed: `packing.add(() => pack(item))`.",
  },
  kept: {
    problem: "is kept here, and a mutex only runs something",
    remedy: 'Run it at once: `await mutex("desk").run(() => pack(item))`.',
  },
  returned: {
    problem: "is returned here, and whoever awaits the function would wait for it",
    remedy: "Make it where it is held, and hand it to the functions that ask it.",
  },
  handed: {
    problem: "is handed over as a value, and only `async` functions of the project can ask it",
    remedy: "Hand over what it answers.",
  },
  compared: {
    problem: "is compared here, and a run knows it only by what it is asked",
    remedy: "Compare a value of your own that goes with it.",
  },
} as const

/** Refuses what is asked of a handle. */
export const misused = (at: ts.Node, why: Misuse): Diagnostic =>
  diagnostic("SW2309", placeOf(at), { what: at.getText().replaceAll(/\s+/g, " ").slice(0, 60), ...reasons[why] })

/** Refuses a handle that is used for anything but to ask it, to hold it, or to hand it to a helper. */
export const refusedHandle = (node: ts.Node, checker: ts.TypeChecker): Diagnostic | undefined => {
  if (!namesHandles(node.getSourceFile())) return undefined
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
    const isAsked = ts.isCallExpression(node.parent) && handleCallOf(node.parent, checker)?.handle === node.expression
    if (isHandle(node.expression, checker) && !isAsked) return misused(node, "notCalled")
  }
  const isValue = ts.isIdentifier(node)
    ? isValueName(node)
    : ts.isCallExpression(node) || ts.isElementAccessExpression(node)
  if (!isValue || !ts.isExpression(node) || !isHandle(node, checker)) return undefined
  const why = useOf(node, checker)
  return why === undefined ? undefined : misused(node, why)
}

/** What is wrong with the place in which a handle stands. */
const useOf = (node: ts.Expression, checker: ts.TypeChecker): Misuse | undefined => {
  const { parent } = node
  if (isWrapper(parent)) return useOf(parent, checker)
  if (ts.isArrowFunction(parent) || ts.isReturnStatement(parent)) return "returned"
  if (ts.isCallExpression(parent)) return parent.expression === node || mayTake(parent, checker) ? undefined : "handed"
  if (ts.isBinaryExpression(parent)) return useOfOperand(parent, checker)
  if (ts.isConditionalExpression(parent)) return parent.condition === node ? undefined : useOf(parent, checker)
  const isHeld =
    ts.isPropertyAccessExpression(parent) ||
    ts.isVariableDeclaration(parent) ||
    ts.isArrayLiteralExpression(parent) ||
    ts.isPropertyAssignment(parent) ||
    ts.isShorthandPropertyAssignment(parent) ||
    ts.isBindingElement(parent) ||
    ts.isParameter(parent) ||
    ts.isExpressionStatement(parent)
  return isHeld ? undefined : "handed"
}

const useOfOperand = (parent: ts.BinaryExpression, checker: ts.TypeChecker): Misuse | undefined => {
  switch (parent.operatorToken.kind) {
    case ts.SyntaxKind.EqualsToken:
      return undefined
    case ts.SyntaxKind.QuestionQuestionToken:
    case ts.SyntaxKind.BarBarToken:
    case ts.SyntaxKind.AmpersandAmpersandToken:
    case ts.SyntaxKind.CommaToken:
      return useOf(parent, checker)
    default:
      return "compared"
  }
}

/** An async function of the project, and a collection that keeps what it is given. */
const mayTake = (call: ts.CallExpression, checker: ts.TypeChecker): boolean => {
  const callee = bareExpression(call.expression)
  if (ts.isPropertyAccessExpression(callee) && keeping.has(callee.name.text)) {
    const method = checker.getSymbolAtLocation(callee.name)
    if (method !== undefined && isGlobal(method)) return true
  }
  return calleeOf(call, checker).kind === "helper"
}

const keeping: ReadonlySet<string> = new Set(["push", "unshift", "set", "add"])

/** To ask for the type of every expression takes long; a file that has handles names a word of theirs. */
const namesHandles = (file: ts.SourceFile): boolean => {
  const known = named.get(file) ?? /\b(?:[Pp]ool|[Bb]arrier|[Ss]cope|[Mm]utex)\b/.test(file.text)
  named.set(file, known)
  return known
}

const named = new WeakMap<ts.SourceFile, boolean>()

const isHandle = (node: ts.Expression, checker: ts.TypeChecker): boolean =>
  handleWordOf(checker.getTypeAtLocation(node), checker) !== undefined
