import { ts } from "../1-read/syntax.ts"

/** Whether what follows a statement can be reached through its end. */
export const canComplete = (statement: ts.Statement): boolean => {
  if (ts.isReturnStatement(statement) || ts.isThrowStatement(statement) || ts.isBreakOrContinueStatement(statement)) {
    return false
  }
  if (ts.isBlock(statement)) return statement.statements.every(canComplete)
  if (ts.isIfStatement(statement)) {
    return (
      canComplete(statement.thenStatement) ||
      statement.elseStatement === undefined ||
      canComplete(statement.elseStatement)
    )
  }
  if (ts.isTryStatement(statement)) return canTryComplete(statement)
  if (ts.isLabeledStatement(statement)) {
    return canComplete(statement.statement) || hasBreak(statement.statement, statement.label.text)
  }
  if (ts.isSwitchStatement(statement)) return canSwitchComplete(statement)
  if (ts.isWhileStatement(statement)) {
    return statement.expression.kind !== ts.SyntaxKind.TrueKeyword || hasBreak(statement.statement)
  }
  if (ts.isForStatement(statement)) {
    const endless = statement.condition === undefined || statement.condition.kind === ts.SyntaxKind.TrueKeyword
    return !endless || hasBreak(statement.statement)
  }
  if (ts.isDoStatement(statement)) {
    return statement.expression.kind !== ts.SyntaxKind.TrueKeyword || hasBreak(statement.statement)
  }
  return true
}

const canTryComplete = ({ tryBlock, catchClause, finallyBlock }: ts.TryStatement): boolean => {
  if (finallyBlock !== undefined && !canComplete(finallyBlock)) return false
  return canComplete(tryBlock) || (catchClause !== undefined && canComplete(catchClause.block))
}

const canSwitchComplete = ({ caseBlock }: ts.SwitchStatement): boolean =>
  !caseBlock.clauses.some(ts.isDefaultClause) || canClausesComplete(caseBlock)

/** Whether what follows a `switch` can be reached through one of its clauses. */
export const canClausesComplete = ({ clauses }: ts.CaseBlock): boolean =>
  clauses.at(-1)?.statements.every(canComplete) !== false ||
  clauses.some((clause) => clause.statements.some((statement) => hasBreak(statement)))

/** Whether a `break` in a node ends the statement around it: one without a label, or one with this label. */
const hasBreak = (node: ts.Node, label?: string): boolean => {
  if (ts.isFunctionLike(node)) return false
  if (ts.isBreakStatement(node)) return node.label?.text === label
  if (label === undefined && (ts.isIterationStatement(node, false) || ts.isSwitchStatement(node))) return false
  return ts.forEachChild(node, (child) => hasBreak(child, label) || undefined) === true
}
