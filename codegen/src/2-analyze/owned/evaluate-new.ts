import { bareExpression } from "../../1-read/bare-expression.ts"
import { ts } from "../../1-read/syntax.ts"
import { keyOf } from "./bind.ts"
import { argumentsOf, giveParameters } from "./call-known.ts"
import { isWithBody } from "./called-function.ts"
import { anyMember, elements, mapKey, mapValue, type Thing } from "./thing.ts"
import { add, madeAt, membersOf, reachOf, setOf, store, valueOf, type World } from "./world.ts"

/** `new Order(plan)` */
export const evaluateNew = (world: World, node: ts.NewExpression): Iterable<Thing> => {
  const made = madeAt(world, node, "", true)
  const given = argumentsOf(world, node)
  const named = world.checker.getSymbolAtLocation(bareExpression(node.expression))
  const declared = world.checker.getTypeAtLocation(node).getSymbol()?.valueDeclaration
  const source = declared !== undefined && ts.isClassLike(declared) ? declared : undefined
  if (source === undefined || source.getSourceFile().isDeclarationFile) {
    return newBuiltIn(world, node, named?.name ?? "", given)
  }
  for (const each of given) store(world, [made], anyMember, each)
  add(world, setOf(world.selves, source), [made])
  for (const member of source.members) {
    const isConstructor = ts.isConstructorDeclaration(member)
    if (!isConstructor && !ts.isPropertyDeclaration(member)) continue
    if (!world.functions.has(member)) world.functions.set(member, node)
    if (isConstructor && isWithBody(member)) giveParameters(world, member, given)
    if (!isConstructor) store(world, [made], keyOf(member.name), valueOf(world, member.initializer))
  }
  return [made]
}

const newBuiltIn = (
  world: World,
  node: ts.NewExpression,
  name: string,
  [first = new Set(), ...others]: readonly ReadonlySet<Thing>[],
): Iterable<Thing> => {
  const made = madeAt(world, node, "", true)
  if (name === "Map" || name === "WeakMap" || name === "Set" || name === "WeakSet") {
    store(world, [made], elements, membersOf(first, elements))
    if (!name.endsWith("Map")) return [made]
    for (const key of [mapKey, mapValue]) store(world, [made], key, membersOf(membersOf(first, elements), elements))
    return [made]
  }
  for (const each of [first, ...others]) store(world, [made], anyMember, reachOf(each))
  return name === "Proxy" ? [made, ...first] : [made]
}
