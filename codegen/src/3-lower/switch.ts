import { placeOf } from "../1-read/place-of.ts"
import { ts } from "../1-read/syntax.ts"
import { firstFree } from "../2-analyze/first-free.ts"
import { diagnostic } from "../diagnostic/diagnostic.ts"
import type { Edge } from "./draft.ts"
import { lowerExpression } from "./expression.ts"
import type { JumpScope } from "./jump-scope.ts"
import {
  closeSegment, emit, enterRegion, exitOf, goOn, leaveRegion, type Lowering, nameAfter, openSegment,
} from "./lowering.ts" // prettier-ignore
import type { SegmentPrinter } from "./op.ts"
import { settle } from "./operands.ts"
import { lowerStatements } from "./statement.ts"

/** A clause, and the label of the exit that leads to it. */
interface Choice {
  readonly clause: ts.CaseOrDefaultClause
  readonly label: string
}

/** `switch`: the segment that reaches it names the clause; a clause that does not end falls into the next one. */
export const lowerSwitch = (lowering: Lowering, statement: ts.SwitchStatement): void => {
  const { expression, caseBlock } = statement
  refuseSharedNames(lowering, caseBlock)
  const choices = choicesOf(caseBlock)
  const tests = choices.filter(isCase).map(({ clause }) => clause.expression)
  if (tests.some((test) => lowering.survey.suspends.has(test))) settle(lowering, expression, tests)
  else lowerExpression(lowering, expression)
  const around = branchTo(lowering, expression, choices)
  const region = enterRegion(lowering, "switch", "switch", statement)
  const scope: JumpScope = { kind: "switch", labels: [], breaks: [] }
  lowering.scopes.push(scope)
  let falling: readonly Edge[] = []
  for (const { clause, edge } of around.entries) {
    goOn(lowering, [...falling, edge], { key: "case", code: "case", node: clause })
    lowerStatements(lowering, clause.statements)
    falling = closeSegment(lowering, { key: "case", code: "case", node: clause })
  }
  lowering.scopes.pop()
  leaveRegion(lowering, region)
  goOn(lowering, [...falling, ...scope.breaks, ...around.none], nameAfter(region))
}

/** Labels are what the picture shows: `case "open"`, `default`. */
const choicesOf = ({ clauses }: ts.CaseBlock): readonly Choice[] => {
  const taken = new Set<string>()
  return clauses.map((clause) => {
    const wanted = ts.isCaseClause(clause) ? `case ${caseText(clause.expression)}` : "default"
    const label = firstFree(wanted, (name) => taken.has(name))
    taken.add(label)
    return { clause, label }
  })
}

const caseText = (test: ts.Expression): string => (ts.isStringLiteralLike(test) ? test.text : test.getText())

interface Branches {
  readonly entries: readonly { readonly clause: ts.CaseOrDefaultClause; readonly edge: Edge }[]
  /** The way past all clauses, where there is no `default`. */
  readonly none: readonly Edge[]
}

/** Ends the open segment with the choice of a clause, by a `switch` that returns labels; a test that waits parts it. */
const branchTo = (lowering: Lowering, expression: ts.Expression, choices: readonly Choice[]): Branches => {
  const edges = new Map<Choice, Edge>()
  const note = (choice: Choice): string => {
    const edge = exitOf(openSegment(lowering), choice.label)
    edge.condition = isCase(choice) ? `${expression.getText()} === ${choice.clause.expression.getText()}` : "otherwise"
    edges.set(choice, edge)
    return choice.label
  }
  const cases = choices.filter(isCase)
  const starts = cases.flatMap(({ clause }, index) =>
    index > 0 && lowering.survey.suspends.has(clause.expression) ? [index] : [],
  )
  const none: Edge[] = []
  for (const [at, start] of [0, ...starts].entries()) {
    const tested = cases.slice(start, starts[at])
    const [first] = tested
    if (first !== undefined) lowerExpression(lowering, first.clause.expression)
    const isLast = at === starts.length
    openSegment(lowering).asks.push({ by: "switch", condition: expression })
    const shown = choices.filter((choice) => (isCase(choice) ? tested.includes(choice) : isLast))
    const labels = shown.map(note)
    const isOpen = isLast && shown.every(isCase)
    if (isOpen) none.push(exitOf(openSegment(lowering), "none"))
    emit(lowering, {
      nodes: [expression, ...tested.map(({ clause }) => clause.expression)],
      exits: isOpen ? [...labels, "none"] : labels,
      ends: isLast,
      print: (text) => switchText(text, { expression, shown, isOpen }),
    })
  }
  return {
    entries: choices.flatMap((choice) => {
      const edge = edges.get(choice)
      return edge === undefined ? [] : [{ clause: choice.clause, edge }]
    }),
    none,
  }
}

const isCase = (choice: Choice): choice is Choice & { readonly clause: ts.CaseClause } => ts.isCaseClause(choice.clause)

interface Tests {
  readonly expression: ts.Expression
  readonly shown: readonly Choice[]
  /** No clause takes what is left over. */
  readonly isOpen: boolean
}

const switchText = (text: SegmentPrinter, { expression, shown, isOpen }: Tests): string => {
  const clauses = shown.flatMap((choice) => [
    isCase(choice) ? `  case ${text.node(choice.clause.expression)}:` : "  default:",
    `    return ${JSON.stringify(choice.label)}`,
  ])
  const none = isOpen ? ["  default:", '    return "none"'] : []
  return [`switch (${text.node(expression)}) {`, ...clauses, ...none, "}"].join("\n")
}

/** A name that one clause declares may be used in another, where it has no value yet; the frame does not know that. */
const refuseSharedNames = ({ survey, diagnostics }: Lowering, { clauses }: ts.CaseBlock): void => {
  for (const [identifier, { variable }] of survey.references) {
    const declaring = clauses.find((clause) => isWithin(variable.declaration, clause))
    if (declaring === undefined || variable.kind === "var" || isWithin(identifier, declaring)) continue
    const problem = {
      construct: `\`${variable.name}\`, which another \`case\` declares,`,
      remedy: "Declare it before the `switch`.",
    }
    diagnostics.push(diagnostic("SW2001", placeOf(identifier), problem))
  }
}

const isWithin = (node: ts.Node, container: ts.Node): boolean => node.pos >= container.pos && node.end <= container.end
