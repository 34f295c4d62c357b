import { resolveAlias } from "../../1-read/authoring-word.ts"
import { valueSymbolOf } from "../../1-read/value-symbol-of.ts"
import { isGlobal } from "../../1-read/is-global.ts"
import { isWrapper } from "../../1-read/bare-expression.ts"
import { ts } from "../../1-read/syntax.ts"
import { isAssignment } from "../../1-read/assignment-target.ts"
import { isValueName } from "../refused-use.ts"
import { assign, keyOf } from "./bind.ts"
import { type KnownFunction, isWithBody } from "./called-function.ts"
import { hasPrimitiveMembers, iteratesPrimitives } from "./may-be-object.ts"
import { anyMember, elements, settled, spreadMember, type Thing } from "./thing.ts"
import { add, madeAt, membersOf, ownedBy, setOf, store, valueOf, type World } from "./world.ts"

/** What an expression, but for a call, may answer, once what stands in it is known. */
export const evaluate = (world: World, node: ts.Node): Iterable<Thing> => {
  const value = (each: ts.Node | undefined): ReadonlySet<Thing> => valueOf(world, each)
  if (isWrapper(node)) return value(node.expression)
  if (ts.isIdentifier(node)) return isValueName(node) ? namedBy(world, node) : []
  if (node.kind === ts.SyntaxKind.ThisKeyword) return selfOf(world, node)
  if (ts.isPropertyAccessExpression(node)) {
    return [...membersOf(value(node.expression), node.name.text), ...gotFrom(world, node)]
  }
  if (ts.isElementAccessExpression(node)) {
    const key = keyOf(node.argumentExpression, world.checker)
    return membersOf(value(node.expression), key === anyMember ? undefined : key)
  }
  if (ts.isConditionalExpression(node)) return [...value(node.whenTrue), ...value(node.whenFalse)]
  if (ts.isBinaryExpression(node)) return binary(world, node)
  if (ts.isAwaitExpression(node)) return awaited(world, node)
  if (ts.isYieldExpression(node) || ts.isSpreadElement(node)) return []
  if (ts.isArrayLiteralExpression(node)) return list(world, node)
  if (ts.isObjectLiteralExpression(node)) return object(world, node)
  return []
}

const namedBy = (world: World, name: ts.Identifier): Iterable<Thing> => {
  const alias = valueSymbolOf(name, world.checker)
  const symbol = alias && resolveAlias(alias, world.checker)
  const declaration = symbol?.declarations?.[0]
  if (name.text === "arguments" && declaration === undefined) return argumentsOf(world, name)
  if (alias === undefined || symbol === undefined || declaration === undefined || isGlobal(symbol)) return []
  const isInside = ts.findAncestor(declaration.parent, ts.isFunctionLike) !== undefined || ts.isParameter(declaration)
  if (isInside) return setOf(world.variables, alias)
  return isFunction(declaration) ? [] : [ownedBy(world, symbol, name.text)]
}

/** `arguments` of a function that is called, not compiled. */
const argumentsOf = (world: World, name: ts.Identifier): Iterable<Thing> => {
  const source = ts.findAncestor(name, (above) => ts.isFunctionLike(above) && !ts.isArrowFunction(above))
  return source === undefined ? [] : [madeAt(world, source, "arguments")]
}

/** Whether a declaration of a module makes a function, and no object. */
export const isFunction = (declaration: ts.Node): boolean =>
  ts.isFunctionDeclaration(declaration) ||
  (ts.isVariableDeclaration(declaration) &&
    declaration.initializer !== undefined &&
    isWithBody(declaration.initializer))

const selfOf = (world: World, node: ts.Node): Iterable<Thing> => {
  const holder = ts.findAncestor(
    node,
    (above): above is KnownFunction | ts.PropertyDeclaration =>
      (ts.isFunctionLike(above) && !ts.isArrowFunction(above)) || ts.isPropertyDeclaration(above),
  )
  return holder === undefined ? [] : setOf(world.selves, holder.parent)
}

/** What a getter of the project answers. */
const gotFrom = (world: World, { name, expression }: ts.PropertyAccessExpression): Iterable<Thing> => {
  const getter = world.checker.getSymbolAtLocation(name)?.declarations?.find(ts.isGetAccessor)
  if (getter === undefined || getter.getSourceFile().isDeclarationFile) return []
  if (!world.functions.has(getter)) world.functions.set(getter, name)
  add(world, setOf(world.selves, getter.parent), valueOf(world, expression))
  return setOf(world.returned, getter)
}

const binary = (world: World, { left, operatorToken, right }: ts.BinaryExpression): Iterable<Thing> => {
  const { kind } = operatorToken
  if (isAssignment(kind)) {
    assign(world, left, valueOf(world, right))
    return kind === ts.SyntaxKind.EqualsToken
      ? valueOf(world, right)
      : [...valueOf(world, left), ...valueOf(world, right)]
  }
  if (kind === ts.SyntaxKind.CommaToken || kind === ts.SyntaxKind.AmpersandAmpersandToken) return valueOf(world, right)
  const isEither = kind === ts.SyntaxKind.BarBarToken || kind === ts.SyntaxKind.QuestionQuestionToken
  return isEither ? [...valueOf(world, left), ...valueOf(world, right)] : []
}

const awaited = (world: World, { expression }: ts.AwaitExpression): Iterable<Thing> => {
  const promised = valueOf(world, expression)
  return [...membersOf(promised, settled), ...promised]
}

const list = (world: World, node: ts.ArrayLiteralExpression): Iterable<Thing> => {
  const made = madeAt(world, node)
  for (const element of node.elements) {
    if (!ts.isSpreadElement(element)) store(world, [made], elements, valueOf(world, element))
    else store(world, [made], elements, spreadOf(world, element))
  }
  return [made]
}

/** What `...items` adds to a list. */
export const spreadOf = (world: World, { expression }: ts.SpreadElement): Iterable<Thing> =>
  iteratesPrimitives(expression, world.checker) ? [] : membersOf(valueOf(world, expression), elements)

const object = (world: World, node: ts.ObjectLiteralExpression): Iterable<Thing> => {
  const made = madeAt(world, node)
  const lastSpread = node.properties.findLastIndex(ts.isSpreadAssignment)
  for (const property of node.properties.slice(lastSpread + 1)) {
    const { name } = property
    if (name !== undefined && !ts.isComputedPropertyName(name)) made.overridden.add(keyOf(name))
  }
  for (const property of node.properties) {
    if (ts.isPropertyAssignment(property)) {
      store(world, [made], keyOf(property.name), valueOf(world, property.initializer))
    } else if (ts.isShorthandPropertyAssignment(property)) {
      store(world, [made], property.name.text, valueOf(world, property.name))
    } else if (ts.isSpreadAssignment(property)) {
      if (!hasPrimitiveMembers(property.expression, world.checker)) {
        copyMembers(world, made, valueOf(world, property.expression))
      }
    } else {
      store(world, [made], keyOf(property.name), setOf(world.returned, property))
    }
  }
  return [made]
}

/** `{ ...from }` */
const copyMembers = (world: World, to: Thing, from: Iterable<Thing>): void => {
  const isOverridden = (key: string): boolean => to.kind === "made" && to.overridden.has(key)
  for (const thing of from) {
    if (thing.kind === "owned" || thing.isWhole) store(world, [to], spreadMember, [thing])
    if (thing.kind === "owned") continue
    for (const [key, things] of thing.members) {
      if (!isOverridden(key)) store(world, [to], key === anyMember ? spreadMember : key, things)
    }
  }
}
