import { bareExpression } from "../../1-read/bare-expression.ts"
import { ts } from "../../1-read/syntax.ts"
import { symbolOf } from "../symbol-of.ts"
import { anyMember, elements, type Thing } from "./thing.ts"
import { mayBeObject } from "./may-be-object.ts"
import { add, madeAt, membersOf, setOf, store, valueOf, type World } from "./world.ts"

/** Gives the names that a declaration or a parameter declares what they may be. */
export const bind = (world: World, name: ts.BindingName, things: ReadonlySet<Thing>): void => {
  if (ts.isIdentifier(name)) return bindName(world, name, things)
  for (const element of name.elements) {
    if (!ts.isBindingElement(element)) continue
    if (element.dotDotDotToken !== undefined) {
      bind(world, element.name, restOf(world, element, things))
      continue
    }
    const key = ts.isArrayBindingPattern(name) ? elements : keyOf(element.propertyName ?? element.name)
    bind(world, element.name, new Set([...membersOf(things, key), ...valueOf(world, element.initializer)]))
  }
}

const bindName = (world: World, name: ts.Identifier, things: ReadonlySet<Thing>): void => {
  const symbol = symbolOf(name, world.checker)
  if (symbol === undefined || things.size === 0 || !mayBeObject(name, world.checker)) return
  add(world, setOf(world.variables, symbol), things)
}

/** What is left of an object or an array is a new one. */
const restOf = (world: World, node: ts.Node, things: ReadonlySet<Thing>): ReadonlySet<Thing> => {
  const rest = madeAt(world, node, "rest")
  store(world, [rest], anyMember, membersOf(things))
  return new Set([rest])
}

/** Gives the targets of an assignment what they may be. */
export const assign = (world: World, target: ts.Expression, things: ReadonlySet<Thing>): void => {
  const bare = bareExpression(target)
  if (ts.isIdentifier(bare)) return bindName(world, bare, things)
  if (ts.isPropertyAccessExpression(bare)) {
    return store(world, valueOf(world, bare.expression), bare.name.text, things)
  }
  if (ts.isElementAccessExpression(bare)) {
    return store(world, valueOf(world, bare.expression), keyOf(bare.argumentExpression, world.checker), things)
  }
  if (ts.isBinaryExpression(bare)) return assign(world, bare.left, new Set([...things, ...valueOf(world, bare.right)]))
  if (ts.isArrayLiteralExpression(bare)) {
    for (const element of bare.elements) {
      if (ts.isSpreadElement(element)) assign(world, element.expression, restOf(world, element, things))
      else assign(world, element, membersOf(things, elements))
    }
  }
  if (ts.isObjectLiteralExpression(bare)) {
    for (const property of bare.properties) {
      if (ts.isSpreadAssignment(property)) assign(world, property.expression, restOf(world, property, things))
      if (ts.isPropertyAssignment(property)) {
        assign(world, property.initializer, membersOf(things, keyOf(property.name)))
      }
      if (ts.isShorthandPropertyAssignment(property)) {
        const given = valueOf(world, property.objectAssignmentInitializer)
        bindName(world, property.name, new Set([...membersOf(things, property.name.text), ...given]))
      }
    }
  }
}

/** Under which key a member stands that a name or an expression picks; `*` where that is not known. */
export const keyOf = (name: ts.Node, checker?: ts.TypeChecker): string => {
  if (ts.isIdentifier(name) && checker === undefined) return name.text
  if (ts.isComputedPropertyName(name)) return anyMember
  if (ts.isNumericLiteral(name)) return elements
  if (ts.isStringLiteralLike(name)) return /^\d+$/.test(name.text) ? elements : name.text
  const isNumber = checker !== undefined && (checker.getTypeAtLocation(name).flags & ts.TypeFlags.NumberLike) !== 0
  return isNumber ? elements : anyMember
}
