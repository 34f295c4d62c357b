import { bareExpression } from "../1-read/bare-expression.ts"
import { ts } from "../1-read/syntax.ts"
import type { DraftRegion, Edge } from "./draft.ts"
import { lowerExpression } from "./expression.ts"
import type { JumpScope } from "./jump-scope.ts"
import {
  closeSegment,
  emit,
  enterRegion,
  exitOf,
  goOn,
  leaveRegion,
  type Lowering,
  nameAfter,
  openSegment,
} from "./lowering.ts"

/** A loop while its body is lowered. */
export interface Loop {
  readonly region: DraftRegion
  readonly scope: JumpScope & { readonly kind: "loop" }
  /** Ways out beside `break`. */
  readonly done: Edge[]
}

/** Begins the region of a loop; what is lowered next is its head. */
export const beginLoop = (lowering: Lowering, key: string, node: ts.Node, labels: readonly string[]): Loop => {
  closeSegment(lowering, { key: "head", code: key, node })
  const region = enterRegion(lowering, "loop", labels[0] ?? key, node)
  const { here } = lowering
  if (here.kind === "edges") goOn(lowering, here.edges, { key: "head", code: region.name, node })
  const scope: Loop["scope"] = { kind: "loop", labels, breaks: [], continues: [] }
  lowering.scopes.push(scope)
  return { region, scope, done: [] }
}

/** `if (!(condition)) return "done"` at the head, and of `!ready` just `if (ready)`; one that is always true leaves nothing. */
export const testHead = (lowering: Lowering, loop: Loop, condition: ts.Expression): void => {
  if (condition.kind === ts.SyntaxKind.TrueKeyword) return
  lowerExpression(lowering, condition)
  const segment = openSegment(lowering)
  const done = exitOf(segment, "done")
  const opposite = negatedBy(condition)
  done.condition = opposite === undefined ? `!(${condition.getText()})` : opposite.getText()
  loop.done.push(done)
  segment.nextCondition = condition.getText()
  segment.asks.push({ by: ts.isForStatement(condition.parent) ? "for" : "while", condition })
  emit(lowering, {
    nodes: [condition],
    exits: ["done"],
    print: (text) => `if (${opposite ? text.node(opposite) : `!(${text.node(condition)})`}) return "done"`,
  })
}

/** `ready` of `!ready`; not of `!true`, behind which TypeScript would see code that nothing reaches. */
const negatedBy = (condition: ts.Expression): ts.Expression | undefined => {
  const bare = bareExpression(condition)
  const isNegation = ts.isPrefixUnaryExpression(bare) && bare.operator === ts.SyntaxKind.ExclamationToken
  const operand = isNegation ? bareExpression(bare.operand) : undefined
  return operand?.kind === ts.SyntaxKind.TrueKeyword ? undefined : operand
}

/** Leads the end of an iteration back to the head. */
export const backTo = ({ region }: Loop, edges: readonly Edge[]): void => {
  for (const edge of edges) {
    const [head] = region.states
    if (head !== undefined) edge.target = head
  }
}

/** Ends the region of a loop; what follows is reached by its ways out. */
export const endLoop = (lowering: Lowering, { region, scope, done }: Loop): void => {
  lowering.scopes.pop()
  leaveRegion(lowering, region)
  goOn(lowering, [...done, ...scope.breaks], nameAfter(region))
}

/** The end of a body that `continue` also leads to: a new segment only if there is something to run and `continue` is used. */
export const joinContinues = (lowering: Lowering, { scope }: Loop, node: ts.Node): void => {
  if (scope.continues.length === 0) return
  const edges = closeSegment(lowering, { key: "update", code: "update", node })
  goOn(lowering, [...edges, ...scope.continues], { key: "update", code: "update", node })
}
