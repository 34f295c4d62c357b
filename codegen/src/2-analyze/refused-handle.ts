import { handleCallOf, handleWordOf } from "../1-read/handle-call.ts"
import { placeOf } from "../1-read/place-of.ts"
import { ts } from "../1-read/syntax.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"

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
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
    const isAsked = ts.isCallExpression(node.parent) && handleCallOf(node.parent, checker)?.handle === node.expression
    return isHandle(node.expression, checker) && !isAsked ? misused(node, "notCalled") : undefined
  }
  if (!ts.isBinaryExpression(node) || !isComparison(node.operatorToken.kind)) return undefined
  return isHandle(node.left, checker) && isHandle(node.right, checker) ? misused(node, "compared") : undefined
}

const isHandle = (node: ts.Expression, checker: ts.TypeChecker): boolean =>
  handleWordOf(checker.getTypeAtLocation(node), checker) !== undefined

const isComparison = (kind: ts.SyntaxKind): boolean =>
  kind === ts.SyntaxKind.EqualsEqualsEqualsToken ||
  kind === ts.SyntaxKind.ExclamationEqualsEqualsToken ||
  kind === ts.SyntaxKind.EqualsEqualsToken ||
  kind === ts.SyntaxKind.ExclamationEqualsToken
