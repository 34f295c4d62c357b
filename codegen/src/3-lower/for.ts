import { ts } from "../1-read/syntax.ts"
import { lowerDeclarations } from "./declaration.ts"
import { lowerDiscarded } from "./expression.ts"
import { backTo, beginLoop, endLoop, joinContinues, testHead } from "./loop.ts"
import { closeSegment, isReachable, type Lowering } from "./lowering.ts"
import { lowerStatement } from "./statement.ts"

/** `for (init; condition; update)`: `init` belongs to what stands before, `update` to the end of the body. */
export const lowerFor = (lowering: Lowering, statement: ts.ForStatement, labels: readonly string[]): void => {
  const { initializer, condition, incrementor } = statement
  if (initializer !== undefined) {
    if (ts.isVariableDeclarationList(initializer)) lowerDeclarations(lowering, initializer)
    else lowerDiscarded(lowering, initializer)
  }
  const loop = beginLoop(lowering, keyOf(initializer), statement, labels)
  if (condition !== undefined) testHead(lowering, loop, condition)
  lowerStatement(lowering, statement.statement)
  joinContinues(lowering, loop, incrementor ?? statement)
  if (incrementor !== undefined && isReachable(lowering)) lowerDiscarded(lowering, incrementor)
  backTo(loop, closeSegment(lowering, { key: "head", code: "head", node: statement }))
  endLoop(lowering, loop)
}

const keyOf = (initializer: ts.ForInitializer | undefined): string => {
  const first =
    initializer !== undefined && ts.isVariableDeclarationList(initializer)
      ? initializer.declarations[0]?.name
      : undefined
  return first !== undefined && ts.isIdentifier(first) ? `for_${first.text}` : "for"
}
