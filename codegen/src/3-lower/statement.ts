import { codeOf } from "../1-read/helper-source.ts"
import { ts } from "../1-read/syntax.ts"
import { canComplete } from "../2-analyze/completes.ts"
import { isTypeDeclaration } from "../2-analyze/type-declaration.ts"
import { isCut, suspendsInBranch } from "../2-analyze/suspensions.ts"
import { commentsBefore, commentsAfter, hasBlankLineBefore } from "./comments.ts"
import { lowerDeclarations } from "./declaration.ts"
import { lowerDoWhile } from "./do-while.ts"
import { lowerExpression, lowerDiscarded } from "./expression.ts"
import { lowerFor } from "./for.ts"
import { lowerForIn } from "./for-in.ts"
import { lowerForOf } from "./for-of.ts"
import { lowerIf } from "./if.ts"
import { escapingJumps, jumpOf, leaveBy } from "./jump.ts"
import { lowerLabeled } from "./labeled.ts"
import { emit, isReachable, type Lowering, openSegment, refuse } from "./lowering.ts"
import { lowerReturn } from "./return.ts"
import { lowerSwitch } from "./switch.ts"
import { lowerTry } from "./try.ts"
import { lowerWhile } from "./while.ts"

/** Lowers statements one after the other; what cannot be reached is left out. */
export const lowerStatements = (lowering: Lowering, statements: readonly ts.Statement[]): void => {
  for (const statement of statements) {
    if (!isReachable(lowering)) return
    lowerStatement(lowering, statement)
  }
}

/** Lowers a statement: verbatim into the open segment when nothing in it suspends, else by its construct. */
export const lowerStatement = (lowering: Lowering, statement: ts.Statement, labels: readonly string[] = []): void => {
  if (ts.isFunctionDeclaration(statement) || ts.isEmptyStatement(statement) || isTypeDeclaration(statement)) return
  lowering.pending = {
    leading: [...lowering.pending.leading, ...commentsBefore(statement)],
    blankBefore: lowering.pending.blankBefore || hasBlankLineBefore(statement),
  }
  if (!lowering.survey.suspends.has(statement)) lowerVerbatim(lowering, statement)
  else lowerSuspending(lowering, statement, labels)
  const { here } = lowering
  const last = here.kind === "open" ? here.segment.ops.at(-1) : undefined
  if (last !== undefined) last.trailing ??= commentsAfter(statement)
}

const lowerSuspending = (lowering: Lowering, statement: ts.Statement, labels: readonly string[]): void => {
  const { suspends } = lowering.survey
  if (ts.isBlock(statement)) return lowerStatements(lowering, statement.statements)
  if (ts.isExpressionStatement(statement)) return lowerDiscarded(lowering, statement.expression)
  if (ts.isVariableStatement(statement)) return lowerDeclarations(lowering, statement.declarationList)
  if (ts.isReturnStatement(statement)) return lowerReturn(lowering, statement)
  if (ts.isThrowStatement(statement)) return lowerThrow(lowering, statement)
  if (ts.isIfStatement(statement)) {
    return suspendsInBranch(statement, suspends) ? lowerIf(lowering, statement) : lowerHeaded(lowering, statement)
  }
  if (ts.isForStatement(statement)) return lowerFor(lowering, statement, labels)
  if (ts.isWhileStatement(statement)) return lowerWhile(lowering, statement, labels)
  if (ts.isDoStatement(statement)) return lowerDoWhile(lowering, statement, labels)
  if (ts.isTryStatement(statement)) return lowerTry(lowering, statement)
  if (ts.isLabeledStatement(statement)) {
    const inner = unlabelled(statement)
    if (!isHeaded(inner) || !onlyHeadSuspends(inner, suspends)) return lowerLabeled(lowering, statement, labels)
    lowerExpression(lowering, inner.expression)
    return emitVerbatim(lowering, statement)
  }
  if (isHeaded(statement) && onlyHeadSuspends(statement, suspends)) return lowerHeaded(lowering, statement)
  if (ts.isSwitchStatement(statement)) return lowerSwitch(lowering, statement)
  if (ts.isForOfStatement(statement)) return lowerForOf(lowering, statement, labels)
  if (ts.isForInStatement(statement)) return lowerForIn(lowering, statement, labels)
  refuse(lowering, statement, "An `await` in this statement", "Await before the statement, into a `const`.")
}

type Headed = ts.IfStatement | ts.SwitchStatement | ts.ForOfStatement | ts.ForInStatement

const isHeaded = (statement: ts.Statement): statement is Headed =>
  ts.isSwitchStatement(statement) || ts.isForOfStatement(statement) || ts.isForInStatement(statement)

const onlyHeadSuspends = (statement: Headed, suspends: ReadonlySet<ts.Node>): boolean =>
  ts.forEachChild(statement, (part) => (part !== statement.expression && suspends.has(part)) || undefined) !== true

const unlabelled = (statement: ts.Statement): ts.Statement =>
  ts.isLabeledStatement(statement) ? unlabelled(statement.statement) : statement

/** A statement that suspends only in what it evaluates first: the rest of it stays as the author wrote it. */
const lowerHeaded = (lowering: Lowering, statement: Headed): void => {
  lowerExpression(lowering, statement.expression)
  emitVerbatim(lowering, statement)
}

const lowerThrow = (lowering: Lowering, statement: ts.ThrowStatement): void => {
  lowerExpression(lowering, statement.expression)
  emit(lowering, {
    nodes: [statement.expression],
    ends: true,
    print: (text) => `throw ${text.node(statement.expression)}`,
  })
  lowering.here = { kind: "edges", edges: [], name: { key: "unreachable", code: "unreachable", node: statement } }
}

/** A statement without a suspension: as the author wrote it, but for the jumps that leave the segment. */
const lowerVerbatim = (lowering: Lowering, statement: ts.Statement): void => {
  const { body, suspends } = lowering.survey
  if (ts.isBlock(statement) && isCut(statement, codeOf(body), suspends)) {
    return lowerStatements(lowering, statement.statements)
  }
  if (ts.isExpressionStatement(statement)) return lowerDiscarded(lowering, statement.expression)
  if (ts.isVariableStatement(statement)) return lowerDeclarations(lowering, statement.declarationList)
  if (ts.isReturnStatement(statement)) return lowerReturn(lowering, statement)
  if (ts.isThrowStatement(statement)) return lowerThrow(lowering, statement)
  emitVerbatim(lowering, statement)
}

const emitVerbatim = (lowering: Lowering, statement: ts.Statement): void => {
  const ends = !canComplete(statement)
  emit(lowering, {
    nodes: [statement],
    exits: noteJumps(lowering, statement),
    ends,
    print: (text) => text.node(statement),
  })
  if (ends) {
    lowering.here = { kind: "edges", edges: [], name: { key: "unreachable", code: "unreachable", node: statement } }
  }
}

/** Makes an exit for every jump that leads out of `statement`; answers their labels. */
const noteJumps = (lowering: Lowering, statement: ts.Statement): readonly string[] =>
  escapingJumps(statement).map((node) => {
    const label = leaveBy(lowering, openSegment(lowering), jumpOf(node))
    lowering.jumps.set(node, label)
    return label
  })
