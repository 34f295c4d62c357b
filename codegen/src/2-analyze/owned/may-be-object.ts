import { ts } from "../../1-read/syntax.ts"
import { iteratedType } from "../iterated-type.ts"
import { remember } from "./remember.ts"

/** Whether a value of a node's type may be an object with data: no primitive, branded or not, and no mere function. */
export const mayBeObject = remember((node: ts.Node, checker) => holds(checker.getTypeAtLocation(node), checker))

/** Whether a value can be called. */
export const isFunction = remember(
  (node: ts.Expression, checker) => checker.getTypeAtLocation(node).getCallSignatures().length > 0,
)

const holds = (type: ts.Type, checker: ts.TypeChecker): boolean => {
  if (type.isUnion()) return type.types.some((each) => holds(each, checker))
  if (type.isIntersection()) return type.types.every((each) => holds(each, checker))
  if (type.flags & primitive) return false
  if (type.flags & ts.TypeFlags.Instantiable) {
    const constraint = checker.getBaseConstraintOfType(type)
    return constraint === undefined || constraint === type || holds(constraint, checker)
  }
  const isFunction = type.getCallSignatures().length > 0 && type.getConstructSignatures().length === 0
  return !isFunction || type.getProperties().length > 0
}

/** Whether a spread of a value gives nothing but primitives. */
export const hasPrimitiveMembers = remember((node: ts.Node, checker): boolean => {
  const type = checker.getTypeAtLocation(node)
  if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Instantiable)) return false
  return (type.isUnion() ? type.types : [type]).every((part) => {
    const index = checker.getIndexInfosOfType(part).map((info) => info.type)
    if (checker.isArrayType(part) || checker.isTupleType(part)) return index.every((each) => !holds(each, checker))
    const members = part.getProperties().map((each) => checker.getTypeOfSymbolAtLocation(each, node))
    return [...members, ...index].every((each) => !holds(each, checker))
  })
})

/** Whether what a value is iterated into is nothing but primitives: elements, entries of a Set. */
export const iteratesPrimitives = remember((node: ts.Node, checker): boolean => {
  const item = iteratedType(checker.getTypeAtLocation(node), checker)
  return item !== undefined && !holds(item, checker)
})

/** Whether the keys of a Map are primitives. */
export const hasPrimitiveKeys = (node: ts.Node, checker: ts.TypeChecker): boolean => {
  const item = iteratedType(checker.getTypeAtLocation(node), checker)
  const [key] =
    item !== undefined && checker.isTupleType(item) ? checker.getTypeArguments(item as ts.TypeReference) : [] // tuples are references
  return key !== undefined && !holds(key, checker)
}

const primitive =
  ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike | ts.TypeFlags.BooleanLike | ts.TypeFlags.BigIntLike |
  ts.TypeFlags.ESSymbolLike | ts.TypeFlags.Undefined | ts.TypeFlags.Null | ts.TypeFlags.Void |
  ts.TypeFlags.Never | ts.TypeFlags.EnumLike // prettier-ignore
