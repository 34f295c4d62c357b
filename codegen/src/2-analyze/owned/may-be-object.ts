import { ts } from "../../1-read/syntax.ts"

/** Whether a value of a node's type may be an object with data: no primitive, branded or not, and no mere function. */
export const mayBeObject = (node: ts.Node, checker: ts.TypeChecker): boolean => {
  const known = judged.get(node)
  if (known !== undefined) return known
  const answer = holds(checker.getTypeAtLocation(node), checker)
  judged.set(node, answer)
  return answer
}

const judged = new WeakMap<ts.Node, boolean>()

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
export const hasPrimitiveMembers = (node: ts.Node, checker: ts.TypeChecker): boolean => {
  const type = checker.getTypeAtLocation(node)
  if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Instantiable)) return false
  return (type.isUnion() ? type.types : [type]).every((part) => {
    const index = checker.getIndexInfosOfType(part).map((info) => info.type)
    if (checker.isArrayType(part) || checker.isTupleType(part)) return index.every((each) => !holds(each, checker))
    const members = part.getProperties().map((each) => checker.getTypeOfSymbolAtLocation(each, node))
    return [...members, ...index].every((each) => !holds(each, checker))
  })
}

const primitive =
  ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike | ts.TypeFlags.BooleanLike | ts.TypeFlags.BigIntLike |
  ts.TypeFlags.ESSymbolLike | ts.TypeFlags.Undefined | ts.TypeFlags.Null | ts.TypeFlags.Void |
  ts.TypeFlags.Never | ts.TypeFlags.EnumLike // prettier-ignore
