import type { ts } from "../1-read/syntax.ts"

/** Whether a type has only arrays and tuples in it. */
export const isArray = (type: ts.Type, checker: ts.TypeChecker): boolean => {
  const parts = type.isUnion() ? type.types : [type]
  return parts.every((part) => checker.isArrayType(part) || checker.isTupleType(part))
}
