import { resolveAlias } from "../../1-read/authoring-word.ts"
import { bareExpression } from "../../1-read/bare-expression.ts"
import { ts } from "../../1-read/syntax.ts"
import { accessOf } from "../../1-read/assignment-target.ts"
import { builtInOwner } from "../built-in-method.ts"
import { calledBy } from "./called-function.ts"
import type { OwnedThing } from "./thing.ts"
import { valueOf, type World } from "./world.ts"

/** The object of a module that a node changes, with the expression that leads to it. */
export interface Change {
  readonly owned: OwnedThing
  readonly receiver: ts.Expression
}

/** `plan.used = true`, `delete plan.used`, `list.push(plan)`, `Object.assign(plan, ...)` of an object of a module. */
export const changeUse = (node: ts.Node, world: World): Change | undefined => {
  const receiver = changedBy(node, world)
  if (receiver === undefined) return undefined
  for (const thing of valueOf(world, receiver)) {
    if (thing.kind !== "owned" || thing.owner.isForeign) continue
    if (!isMatch(node, world) || !isStateless(thing.owner.declaration?.parent)) return { owned: thing, receiver }
  }
  return undefined
}

const changedBy = (node: ts.Node, world: World): ts.Expression | undefined => {
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
    return accessOf(node).writes ? node.expression : undefined
  }
  if (ts.isDeleteExpression(node)) {
    const target = bareExpression(node.expression)
    return ts.isPropertyAccessExpression(target) || ts.isElementAccessExpression(target) ? target.expression : undefined
  }
  if (!ts.isCallExpression(node) || calledBy(node.expression, world.checker).kind !== "built-in") return undefined
  const callee = bareExpression(node.expression)
  if (!ts.isPropertyAccessExpression(callee)) return undefined
  const owner = builtInOwner(callee, world.checker) ?? ""
  const method = callee.name.text
  const [first] = node.arguments
  if ((owner === "ObjectConstructor" || calledOn(callee) === "Reflect") && ofFirst.has(method)) return first
  if (method === "call" || method === "apply") return first
  if (isMatch(node, world)) return isStateless(holderOf(callee.expression, world)) ? undefined : callee.expression
  return changing.has(method) && !/^(ObjectConstructor|Reflect|Intl|Console|Math)/.test(owner)
    ? callee.expression
    : undefined
}

const calledOn = ({ expression }: ts.PropertyAccessExpression): string =>
  ts.isIdentifier(expression) ? expression.text : ""

/** Methods of collections, dates, iterators and the like that change their receiver. */
const changing: ReadonlySet<string> = new Set(
  [
    "push pop shift unshift splice sort reverse fill copyWithin set add delete clear append getOrInsert",
    "setTime setFullYear setMonth setDate setHours setMinutes setSeconds setMilliseconds setYear",
    "setUTCFullYear setUTCMonth setUTCDate setUTCHours setUTCMinutes setUTCSeconds setUTCMilliseconds",
    "setInt8 setUint8 setInt16 setUint16 setInt32 setUint32 setFloat32 setFloat64 setBigInt64 setBigUint64",
    "next return throw resize transfer compile getOrInsertComputed",
  ].flatMap((names) => names.split(" ")),
)

/** Methods of `Object` and `Reflect` that change what they are given first. */
const ofFirst: ReadonlySet<string> = new Set(
  "assign defineProperty defineProperties setPrototypeOf freeze seal preventExtensions set deleteProperty".split(" "),
)

/** `pattern.test(text)`, `pattern.exec(text)` */
const isMatch = (node: ts.Node, { checker }: World): boolean => {
  const callee = ts.isCallExpression(node) ? bareExpression(node.expression) : undefined
  if (callee === undefined || !ts.isPropertyAccessExpression(callee)) return false
  return ["exec", "test"].includes(callee.name.text) && builtInOwner(callee, checker) === "RegExp"
}

const holderOf = (expression: ts.Expression, { checker }: World): ts.Node | undefined => {
  const bare = bareExpression(expression)
  const symbol = checker.getSymbolAtLocation(ts.isPropertyAccessExpression(bare) ? bare.name : bare)
  return symbol && resolveAlias(symbol, checker).valueDeclaration
}

/** Whether a pattern is written where it is declared, without the flags by which it remembers where it was. */
const isStateless = (holder: ts.Node | undefined): boolean => {
  const isHolder = holder !== undefined && (ts.isVariableDeclaration(holder) || ts.isPropertyAssignment(holder))
  const value = isHolder && holder.initializer !== undefined ? bareExpression(holder.initializer) : undefined
  return value !== undefined && ts.isRegularExpressionLiteral(value) && !/\/[a-z]*[gy][a-z]*$/.test(value.text)
}
