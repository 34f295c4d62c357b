import { bareExpression } from "../../1-read/bare-expression.ts"
import { ts } from "../../1-read/syntax.ts"
import { builtInOwner } from "../built-in-method.ts"
import { calledBy } from "./called-function.ts"
import { hasPrimitiveKeys, iteratesPrimitives } from "./may-be-object.ts"
import { elements, mapKey, type OwnedThing, type Thing } from "./thing.ts"
import { membersOf, reachOf, valueOf, type World } from "./world.ts"

/** The object of a module that a node asks about, whether another object is the same, after a wait may have copied it. */
export const identityUse = (node: ts.Node, world: World): OwnedThing | undefined => {
  const value = (each: ts.Node | undefined): ReadonlySet<Thing> => valueOf(world, each)
  if (ts.isBinaryExpression(node) && equality.has(node.operatorToken.kind)) {
    return isSame(node.left, node.right, world) ? undefined : either(value(node.left), value(node.right))
  }
  if (ts.isCaseClause(node)) return either(value(node.parent.parent.expression), value(node.expression))
  if (ts.isNewExpression(node)) {
    const [list] = node.arguments ?? []
    const callee = bareExpression(node.expression)
    const isKeyed = ts.isIdentifier(callee) && /^(Weak)?(Map|Set)$/.test(callee.text)
    if (!isKeyed || list === undefined) return undefined
    if (!callee.text.endsWith("Map")) {
      return among(iteratesPrimitives(list, world.checker) ? [] : membersOf(value(node), elements))
    }
    return among(hasPrimitiveKeys(list, world.checker) ? [] : membersOf(value(node), mapKey))
  }
  return ts.isCallExpression(node) ? comparedBy(node, world) : undefined
}

const equality: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
])

/** `plan === plan` */
const isSame = (left: ts.Expression, right: ts.Expression, { checker }: World): boolean => {
  const [one, other] = [bareExpression(left), bareExpression(right)]
  if (!ts.isIdentifier(one) || !ts.isIdentifier(other)) return false
  return checker.getSymbolAtLocation(one) === checker.getSymbolAtLocation(other)
}

/** What of two sides is a copy for certain moments only: one is stored, and the other may be of a module as well. */
const either = (left: Iterable<Thing>, right: Iterable<Thing>): OwnedThing | undefined => {
  const [one, other] = [owned(left), owned(right)]
  if (one.length === 0 || other.length === 0) return undefined
  return [...one, ...other].find(({ stored }) => stored === undefined)
}

/** Things of which each is compared with all others. */
const among = (things: Iterable<Thing>): OwnedThing | undefined => either([...things], [...things])

const owned = (things: Iterable<Thing>): readonly OwnedThing[] => [...things].filter((thing) => thing.kind === "owned")

/** What a call compares: built-in methods that look for an object, and what a package may do with two of one module. */
const comparedBy = (node: ts.CallExpression, world: World): OwnedThing | undefined => {
  const called = calledBy(node.expression, world.checker)
  const given = node.arguments.map((each) => valueOf(world, each))
  const callee = bareExpression(node.expression)
  const [first = new Set<Thing>(), second = new Set<Thing>()] = given
  if (called.kind === "opaque") return comparedByPackage(given)
  if (called.kind !== "built-in" || !ts.isPropertyAccessExpression(callee)) return undefined
  const owner = builtInOwner(callee, world.checker)?.replace(/^(Readonly|Weak)/, "")
  const receiver = valueOf(world, callee.expression)
  const method = callee.name.text
  if (owner === "Array" && lookUps.has(method)) return either(membersOf(receiver, elements), first)
  if (owner === "Map" && keyed.has(method)) return either([...membersOf(receiver, mapKey), ...first], first)
  if (owner === "Set" && method === "add") return either([...membersOf(receiver, elements), ...first], first)
  if (owner === "Set" && keyed.has(method)) return either(membersOf(receiver, elements), first)
  if (owner === "Set" && composing.has(method)) {
    return iteratesPrimitives(callee.expression, world.checker)
      ? undefined
      : either(membersOf(receiver, elements), membersOf(first, elements))
  }
  if (owner === "ObjectConstructor" && method === "is") return either(first, second)
  return owner === "MapConstructor" && method === "groupBy" ? among(membersOf(valueOf(world, node), mapKey)) : undefined
}

const lookUps: ReadonlySet<string> = new Set(["includes", "indexOf", "lastIndexOf"])
const keyed: ReadonlySet<string> = new Set(["get", "has", "set", "delete", "getOrInsert", "getOrInsertComputed"])
const composing: ReadonlySet<string> = new Set(
  "union intersection difference symmetricDifference isSubsetOf isSupersetOf isDisjointFrom".split(" "),
)

/** A package that is given two things of one module may compare them. */
const comparedByPackage = (given: readonly ReadonlySet<Thing>[]): OwnedThing | undefined => {
  const reached = given.map((each) => owned(reachOf(each)))
  for (const [index, one] of reached.entries()) {
    const others = reached.filter((_, at) => at !== index).flat()
    const found = one.find((thing) => thing.stored === undefined && others.some(({ owner }) => owner === thing.owner))
    if (found !== undefined) return found
  }
  return undefined
}
