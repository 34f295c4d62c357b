import { calleeOf } from "../../1-read/callee.ts"
import { bareExpression } from "../../1-read/bare-expression.ts"
import { ts } from "../../1-read/syntax.ts"
import { builtInCall } from "./built-in-call.ts"
import { argumentsOf, callKnown } from "./call-known.ts"
import { copyOf } from "./copy-of.ts"
import { calledBy } from "./called-function.ts"
import { isFunction } from "./may-be-object.ts"
import { remember } from "./remember.ts"
import { anyMember, settled, type Thing } from "./thing.ts"
import { add, madeAt, ownedBy, pass, reachOf, store, valueOf, type World } from "./world.ts"

/** What a call may answer; what it is given goes to the function that it calls. */
export const evaluateCall = (world: World, node: ts.CallExpression): Iterable<Thing> => {
  const callee = rememberedCallee(node, world.checker)
  switch (callee.kind) {
    case "step":
    case "unknown-step":
    case "child": {
      const promise = madeAt(world, node)
      // What a step is given and what it answers are copies, natively too.
      const given = argumentsOf(world, node).flatMap((each) => [...each])
      store(world, [promise], settled, [copyOf(world, node, given)])
      return [promise]
    }
    case "helper":
      return callKnown(world, node, callee.helper.body, argumentsOf(world, node))
    case "word":
    case "promise":
    case "handle":
      return unknownCall(world, node, { isOfReceiver: true, callsValue: false })
    case "other": {
      const called = calledBy(node.expression, world.checker)
      if (node.arguments.some((each) => isUnknownFunction(each, world.checker))) pass(world, node, [])
      if (called.kind === "known") return callKnown(world, node, called.source, argumentsOf(world, node))
      if (called.kind === "built-in") return builtInCall(world, node)
      if (called.kind === "value") return unknownCall(world, node, { isOfReceiver: true, callsValue: true })
      const foreign = ownedBy(world, called.symbol, node.expression.getText(), true)
      return [...unknownCall(world, node, { isOfReceiver: false, callsValue: false }), foreign]
    }
  }
}

/** A function that is handed on, though it cannot be told which one it is. */
const isUnknownFunction = remember(
  (node: ts.Expression, checker) =>
    isFunction(node, checker) && calledBy(node, checker).kind === "value" && !isParameter(node, checker),
)

const isParameter = (node: ts.Expression, checker: ts.TypeChecker): boolean => {
  const declaration = ts.isIdentifier(node) ? checker.getSymbolAtLocation(node)?.valueDeclaration : undefined
  return declaration !== undefined && ts.findAncestor(declaration, ts.isParameter) !== undefined
}

/** What a call calls, asked once. */
export const rememberedCallee = remember(calleeOf)

/** `tag\`...\`` */
export const evaluateTag = (world: World, { tag, template }: ts.TaggedTemplateExpression): Iterable<Thing> => {
  const called = calledBy(tag, world.checker)
  const spans = ts.isTemplateExpression(template) ? template.templateSpans : []
  const given = spans.map(({ expression }) => valueOf(world, expression))
  if (called.kind === "known") return callKnown(world, tag, called.source, [new Set(), ...given])
  const all = reachOf(given.flatMap((each) => [...each]))
  pass(world, tag, all)
  return [...all, ...world.answered]
}

/**
 * What is not known more closely answers something made of all that it is given, or any of that. What a package's object
 * owns it only guesses.
 */
const unknownCall = (
  world: World,
  node: ts.CallExpression,
  { isOfReceiver, callsValue }: { readonly isOfReceiver: boolean; readonly callsValue: boolean },
): Iterable<Thing> => {
  const callee = bareExpression(node.expression)
  const isMember = ts.isPropertyAccessExpression(callee) || ts.isElementAccessExpression(callee)
  const receiver = isMember ? [...valueOf(world, callee.expression)] : []
  const given = reachOf([
    ...receiver.filter(({ kind }) => isOfReceiver || kind === "made"),
    ...argumentsOf(world, node).flatMap((each) => [...each]),
  ])
  // A parameter is some function that was handed on, and is looked through since then.
  if (callsValue && !isParameter(callee, world.checker)) pass(world, node, given)
  else add(world, world.passed, given)
  const made = madeAt(world, node, "", true)
  store(world, [made], anyMember, [...given, ...world.answered])
  return [made, ...given, ...world.answered]
}
