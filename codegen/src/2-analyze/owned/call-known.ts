import { bareExpression } from "../../1-read/bare-expression.ts"
import { ts } from "../../1-read/syntax.ts"
import { isAsync, isGenerator } from "../local-function.ts"
import { bind } from "./bind.ts"
import type { KnownFunction } from "./called-function.ts"
import { spreadOf } from "./evaluate.ts"
import { anyMember, elements, settled, type Thing } from "./thing.ts"
import { add, keep, madeAt, setOf, store, valueOf, type World } from "./world.ts"

/** What each argument may be; all that a spread may give is in every one behind it. */
export const argumentsOf = (
  world: World,
  node: ts.CallExpression | ts.NewExpression,
): readonly ReadonlySet<Thing>[] => {
  const given = node.arguments ?? []
  const spread = given.findIndex(ts.isSpreadElement)
  const values = given.map((each) => (ts.isSpreadElement(each) ? new Set(spreadOf(world, each)) : valueOf(world, each)))
  if (spread < 0) return values
  const rest = new Set(values.slice(spread).flatMap((each) => [...each]))
  return [...values.slice(0, spread), ...Array.from({ length: 16 }, () => rest)]
}

/** Gives the parameters of a function what it is called with, and answers what it may return. */
export const callKnown = (
  world: World,
  node: ts.Node,
  source: KnownFunction,
  given: readonly ReadonlySet<Thing>[],
): Iterable<Thing> => {
  if (!world.functions.has(source)) world.functions.set(source, node)
  giveParameters(world, source, given)
  const callee = ts.isCallExpression(node) ? bareExpression(node.expression) : undefined
  if (callee !== undefined && (ts.isPropertyAccessExpression(callee) || ts.isElementAccessExpression(callee))) {
    add(world, setOf(world.selves, source.parent), valueOf(world, callee.expression))
  }
  return answerOf(world, node, source)
}

/** What a call at a node of a function that has its parameters may answer. */
export const answerOf = (world: World, node: ts.Node, source: KnownFunction): Iterable<Thing> => {
  const returned = setOf(world.returned, source)
  if (isGenerator(source)) {
    const iterator = madeAt(world, node)
    store(world, [iterator], elements, setOf(world.yielded, source))
    store(world, [iterator], anyMember, returned)
    return [iterator]
  }
  if (!isAsync(source)) return returned
  const promise = madeAt(world, node)
  store(world, [promise], settled, returned)
  store(world, [promise], "reason", world.thrown)
  // What a helper answers may be stored until somebody asks for it.
  keep(world, setOf(promise.members, settled), node)
  return [promise]
}

/** Gives the parameters of a function what it is called with. */
export const giveParameters = (world: World, source: KnownFunction, given: readonly ReadonlySet<Thing>[]): void => {
  if (!ts.isArrowFunction(source)) {
    for (const each of given) store(world, [madeAt(world, source, "arguments")], elements, each)
  }
  for (const [index, { name, initializer, dotDotDotToken }] of source.parameters.entries()) {
    if (dotDotDotToken !== undefined) {
      const rest = madeAt(world, name, "rest")
      for (const each of given.slice(index)) store(world, [rest], elements, each)
      bind(world, name, new Set([rest]))
    } else {
      bind(world, name, new Set([...(given[index] ?? []), ...valueOf(world, initializer)]))
    }
  }
}
