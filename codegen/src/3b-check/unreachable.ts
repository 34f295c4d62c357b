import { bareExpression } from "../1-read/bare-expression.ts"
import { placeOf, spanBetween } from "../1-read/place-of.ts"
import { ts } from "../1-read/syntax.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import { constantOf } from "./constant-condition.ts"
import { conditionOf } from "./loop-condition.ts"

/** How a statement may end: by its end, or by a jump (`break`, `continue outer`); one that returns or throws by none. */
type Ends = ReadonlySet<string>

const byItsEnd: Ends = new Set(["end"])
const never: Ends = new Set()

/**
 * Warns of code that no path leads to: what follows a jump or a step that never answers, and what
 * a constant condition rules out.
 */
export const unreachableCode = (body: ts.ConciseBody, checker: ts.TypeChecker): Diagnostic[] => {
  const found: Diagnostic[] = []

  const report = (first: ts.Node, last: ts.Node, because: ts.Node, label: string): void => {
    const sourceFile = first.getSourceFile()
    const span = spanBetween(sourceFile, first.getStart(sourceFile), last.getEnd())
    const related = [{ ...placeOf(because), label }]
    found.push(diagnostic("SW4101", { file: sourceFile.fileName, span }, { code: firstLine(first) }, related))
  }

  const endsOfAll = (statements: readonly ts.Statement[]): Ends => {
    const ends = new Set<string>()
    for (const [at, statement] of statements.entries()) {
      const own = endsOf(statement, [])
      for (const end of own) if (end !== "end") ends.add(end)
      if (own.has("end")) continue
      const rest = statements.slice(at + 1).filter(runs)
      const [first] = rest
      if (first !== undefined && !rest.every(ts.isBreakStatement)) {
        report(first, rest.at(-1) ?? first, statement, "nothing goes on after this")
      }
      return ends
    }
    return ends.add("end")
  }

  const endsOf = (statement: ts.Statement, labels: readonly string[]): Ends => {
    if (ts.isReturnStatement(statement) || ts.isThrowStatement(statement)) return never
    if (ts.isBreakOrContinueStatement(statement)) return new Set([jumpText(statement)])
    if (ts.isExpressionStatement(statement)) return neverAnswers(statement.expression) ? never : byItsEnd
    if (ts.isVariableStatement(statement)) {
      const { declarations } = statement.declarationList
      return declarations.some(({ initializer }) => initializer && neverAnswers(initializer)) ? never : byItsEnd
    }
    if (ts.isBlock(statement)) return endsOfAll(statement.statements)
    if (ts.isLabeledStatement(statement)) return endsOfLabeled(statement, labels)
    if (ts.isIfStatement(statement)) return endsOfIf(statement)
    if (ts.isIterationStatement(statement, false)) return endsOfLoop(statement, labels)
    if (ts.isSwitchStatement(statement)) return endsOfSwitch(statement)
    return ts.isTryStatement(statement) ? endsOfTry(statement) : byItsEnd
  }

  const neverAnswers = (expression: ts.Expression): boolean => {
    const bare = bareExpression(expression)
    if (!ts.isCallExpression(bare) && !ts.isAwaitExpression(bare)) return false
    return (checker.getTypeAtLocation(bare).flags & ts.TypeFlags.Never) !== 0
  }

  const ruledOut = (part: ts.Statement, condition: ts.Expression, always: boolean): void => {
    const statements = ts.isBlock(part) ? part.statements : [part]
    const [first] = statements
    if (first !== undefined) report(first, statements.at(-1) ?? first, condition, `this is always ${always}`)
  }

  const endsOfIf = ({ expression, thenStatement, elseStatement }: ts.IfStatement): Ends => {
    const constant = constantOf(expression)
    if (constant === false) ruledOut(thenStatement, expression, false)
    if (constant === true && elseStatement !== undefined) ruledOut(elseStatement, expression, true)
    const then = constant === false ? never : endsOf(thenStatement, [])
    if (constant === true) return then
    return both(then, elseStatement === undefined ? byItsEnd : endsOf(elseStatement, []))
  }

  const endsOfLabeled = (labeled: ts.LabeledStatement, outer: readonly string[]): Ends => {
    const { label, statement } = labeled
    const labels = [...outer, label.text]
    const ends = endsOf(statement, labels)
    const breaks = `break ${label.text}`
    if (!ends.has(breaks)) return ends
    return both(without(ends, [breaks]), byItsEnd)
  }

  const endsOfLoop = (loop: ts.IterationStatement, labels: readonly string[]): Ends => {
    const condition = conditionOf(loop)
    const constant = condition === undefined ? !isOverItems(loop) || undefined : constantOf(condition)
    if (constant === false && condition !== undefined && !ts.isDoStatement(loop)) {
      ruledOut(loop.statement, condition, false)
      return byItsEnd
    }
    const body = endsOf(loop.statement, [])
    const continues = ["end", "continue", ...labels.map((label) => `continue ${label}`)]
    const turns = continues.some((end) => body.has(end))
    const afterBody = ts.isForStatement(loop) ? loop.incrementor : ts.isDoStatement(loop) ? condition : undefined
    if (!turns && afterBody !== undefined) {
      report(afterBody, afterBody, loop.statement, "no turn of the loop comes to its end")
    }
    const runsOut = ts.isDoStatement(loop) ? turns && constant !== true : constant !== true
    const left = without(body, [...continues, "break"])
    return runsOut || body.has("break") ? both(left, byItsEnd) : left
  }

  const endsOfSwitch = ({ caseBlock: { clauses } }: ts.SwitchStatement): Ends => {
    let ends: Ends = clauses.some(ts.isDefaultClause) ? never : byItsEnd
    for (const [at, clause] of clauses.entries()) {
      const own = endsOfAll(clause.statements)
      ends = both(ends, at === clauses.length - 1 ? own : without(own, ["end"]))
    }
    return ends.has("break") ? both(without(ends, ["break"]), byItsEnd) : ends
  }

  const endsOfTry = ({ tryBlock, catchClause, finallyBlock }: ts.TryStatement): Ends => {
    const ends = both(
      endsOfAll(tryBlock.statements),
      catchClause === undefined ? never : endsOfAll(catchClause.block.statements),
    )
    const last = finallyBlock === undefined ? byItsEnd : endsOfAll(finallyBlock.statements)
    return last.has("end") ? both(ends, without(last, ["end"])) : last
  }

  if (ts.isBlock(body)) endsOfAll(body.statements)
  return found
}

const both = (one: Ends, other: Ends): Ends => new Set([...one, ...other])

const without = (ends: Ends, gone: readonly string[]): Ends => new Set([...ends].filter((end) => !gone.includes(end)))

/** Whether a statement does anything where it stands. */
const runs = (statement: ts.Statement): boolean => {
  if (ts.isFunctionDeclaration(statement) || ts.isEmptyStatement(statement)) return false
  if (ts.isTypeAliasDeclaration(statement) || ts.isInterfaceDeclaration(statement)) return false
  if (!ts.isVariableStatement(statement)) return true
  const { declarations, flags } = statement.declarationList
  return (flags & ts.NodeFlags.BlockScoped) !== 0 || declarations.some(({ initializer }) => initializer !== undefined)
}

const jumpText = (jump: ts.BreakOrContinueStatement): string => {
  const word = ts.isBreakStatement(jump) ? "break" : "continue"
  return jump.label === undefined ? word : `${word} ${jump.label.text}`
}

const isOverItems = (loop: ts.IterationStatement): boolean => ts.isForOfStatement(loop) || ts.isForInStatement(loop)

const firstLine = (node: ts.Node): string => {
  const [line = ""] = node.getText().split("\n")
  return line.length > 60 ? `${line.slice(0, 57)}...` : line
}
