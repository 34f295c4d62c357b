import { ts } from "../1-read/syntax.ts"
import { constantOf } from "./constant-condition.ts"
import { conditionOf } from "./loop-condition.ts"

/** How code may end: by its end, or by a jump (`return`, `throw`, `break`, `continue outer`). */
export type Ends = ReadonlySet<string>

/** Code that no path leads to, and what keeps every path away from it. */
export interface Unreachable {
  readonly first: ts.Node
  readonly last: ts.Node
  readonly because: ts.Node
  readonly label: string
}

/** How code is read. */
export interface Reading {
  /** Whether an expression comes to its value, or throws; not one that calls for what never answers. */
  readonly answers: (expression: ts.Expression) => boolean
  readonly report?: (unreachable: Unreachable) => void
}

const byItsEnd: Ends = new Set(["end"])
const never: Ends = new Set()

/** The ways out of a function's body; `throw` is only what it throws itself and does not catch. */
export const waysOut = (body: ts.ConciseBody, { answers, report: tell }: Reading): Ends => {
  const report = (first: ts.Node, last: ts.Node, because: ts.Node, label: string): void =>
    tell?.({ first, last, because, label })

  const whenAnswered = (expression: ts.Expression | undefined, ends: Ends): Ends =>
    expression === undefined || answers(expression) ? ends : never

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
    if (ts.isReturnStatement(statement)) return whenAnswered(statement.expression, new Set(["return"]))
    if (ts.isThrowStatement(statement)) return whenAnswered(statement.expression, new Set(["throw"]))
    if (ts.isBreakOrContinueStatement(statement)) return new Set([jumpText(statement)])
    if (ts.isExpressionStatement(statement)) return whenAnswered(statement.expression, byItsEnd)
    if (ts.isVariableStatement(statement)) return isDeclared(statement.declarationList) ? byItsEnd : never
    if (ts.isBlock(statement)) return endsOfAll(statement.statements)
    if (ts.isLabeledStatement(statement)) return endsOfLabeled(statement, labels)
    if (ts.isIfStatement(statement)) return endsOfIf(statement)
    if (ts.isIterationStatement(statement, false)) return endsOfLoop(statement, labels)
    if (ts.isSwitchStatement(statement)) return endsOfSwitch(statement)
    return ts.isTryStatement(statement) ? endsOfTry(statement) : byItsEnd
  }

  const isDeclared = ({ declarations }: ts.VariableDeclarationList): boolean =>
    declarations.every(({ initializer }) => initializer === undefined || answers(initializer))

  const ruledOut = (part: ts.Statement, condition: ts.Expression, always: boolean): void => {
    const statements = ts.isBlock(part) ? part.statements : [part]
    const [first] = statements
    if (first !== undefined) report(first, statements.at(-1) ?? first, condition, `this is always ${always}`)
  }

  const endsOfIf = ({ expression, thenStatement, elseStatement }: ts.IfStatement): Ends => {
    if (!answers(expression)) return never
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
    if (!isEntered(loop)) return never
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
    const runsOut = ts.isDoStatement(loop) ? turns && constant !== true && answers(loop.expression) : constant !== true
    const left = without(body, [...continues, "break"])
    return runsOut || body.has("break") ? both(left, byItsEnd) : left
  }

  const isEntered = (loop: ts.IterationStatement): boolean => {
    if (ts.isForStatement(loop)) {
      const { initializer, condition } = loop
      const begins =
        initializer === undefined ||
        (ts.isVariableDeclarationList(initializer) ? isDeclared(initializer) : answers(initializer))
      return begins && (condition === undefined || answers(condition))
    }
    if (ts.isForOfStatement(loop) || ts.isForInStatement(loop) || ts.isWhileStatement(loop)) {
      return answers(loop.expression)
    }
    return true
  }

  const endsOfSwitch = ({ expression, caseBlock: { clauses } }: ts.SwitchStatement): Ends => {
    if (!answers(expression)) return never
    let ends: Ends = clauses.some(ts.isDefaultClause) ? never : byItsEnd
    for (const [at, clause] of clauses.entries()) {
      const own = endsOfAll(clause.statements)
      ends = both(ends, at === clauses.length - 1 ? own : without(own, ["end"]))
    }
    return ends.has("break") ? both(without(ends, ["break"]), byItsEnd) : ends
  }

  const endsOfTry = ({ tryBlock, catchClause, finallyBlock }: ts.TryStatement): Ends => {
    const tried = endsOfAll(tryBlock.statements)
    const ends =
      catchClause === undefined ? tried : both(without(tried, ["throw"]), endsOfAll(catchClause.block.statements))
    const last = finallyBlock === undefined ? byItsEnd : endsOfAll(finallyBlock.statements)
    return last.has("end") ? both(ends, without(last, ["end"])) : last
  }

  return ts.isBlock(body) ? endsOfAll(body.statements) : whenAnswered(body, new Set(["return"]))
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
