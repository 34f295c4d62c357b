import { ts } from "../1-read/syntax.ts"

/**
 * Whether a `switch` without a `default` has, as its type says, a case for each value: TypeScript takes what follows it for
 * unreachable then, if no case goes on.
 */
export const coversAll = (block: ts.CaseBlock, checker: ts.TypeChecker): boolean => {
  const type = checker.getTypeAtLocation(block.parent.expression)
  const covered = new Set<ts.Type>()
  for (const clause of block.clauses) {
    if (ts.isDefaultClause(clause)) return false
    covered.add(regular(checker.getTypeAtLocation(clause.expression)))
  }
  const parts = type.isUnion() ? type.types : [type]
  return parts.every((part) => (part.flags & ts.TypeFlags.Unit) !== 0 && covered.has(regular(part)))
}

/** A literal has a type of its own where it is written. */
const regular = (type: ts.Type): ts.Type => ("regularType" in type ? (type.regularType as ts.Type) : type) // TypeScript's own field
