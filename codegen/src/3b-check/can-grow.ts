import { isGlobal } from "../1-read/is-global.ts"
import { ts } from "../1-read/syntax.ts"

/** Whether values of a type may become larger and larger: arrays, Maps, Sets, objects with any keys, and what holds such. */
export const canGrow = (type: ts.Type, checker: ts.TypeChecker, depth = 0): boolean => {
  if (type.isUnion()) return type.types.some((part) => canGrow(part, checker, depth))
  if ((type.flags & ts.TypeFlags.Object) === 0 || checker.isTupleType(type)) return false
  if (checker.isArrayType(type)) return true
  const symbol = type.getSymbol()
  if (symbol !== undefined && isGlobal(symbol)) return symbol.name === "Map" || symbol.name === "Set"
  if (type.getCallSignatures().length > 0) return false
  if (checker.getIndexInfosOfType(type).length > 0) return true
  // What lies deeper is seldom what a loop changes.
  return (
    depth < 2 && type.getProperties().some((property) => canGrow(checker.getTypeOfSymbol(property), checker, depth + 1))
  )
}
