import { placeOf } from "../1-read/place-of.ts"
import { ts } from "../1-read/syntax.ts"
import { firstFree } from "../2-analyze/first-free.ts"
import { diagnostic } from "../diagnostic/diagnostic.ts"
import type { Edge } from "./draft.ts"
import { lowerExpression } from "./expression.ts"
import type { JumpScope } from "./jump-scope.ts"
import {
  closeSegment, emit, enterRegion, exitOf, goOn, leaveRegion, type Lowering, nameAfter, openSegment, refuse,
} from "./lowering.ts" // prettier-ignore
import type { SegmentPrinter } from "./op.ts"
import { lowerStatements } from "./statement.ts"

/** A clause, and the label of the exit that leads to it. */
interface Choice {
  readonly clause: ts.CaseOrDefaultClause
  readonly label: string
}

/** `switch`: the segment that reaches it names the clause; a clause that does not end falls into the next one. */
export const lowerSwitch = (lowering: Lowering, statement: ts.SwitchStatement): void => {
  const { expression, caseBlock } = statement
  const tests = caseBlock.clauses.flatMap((clause) => (ts.isCaseClause(clause) ? [clause.expression] : []))
  const waiting = tests.find((test) => lowering.survey.suspends.has(test))
  if (waiting !== undefined) {
    return refuse(lowering, waiting, "An `await` in a `case`", "Await it before, into a `const`.")
  }
  refuseSharedNames(lowering, caseBlock)
  lowerExpression(lowering, expression)
  const choices = choicesOf(caseBlock)
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

/** Ends the open segment with the choice of a clause, by a `switch` that returns labels. */
const branchTo = (lowering: Lowering, expression: ts.Expression, choices: readonly Choice[]): Branches => {
  const segment = openSegment(lowering)
  const entries = choices.map(({ clause, label }) => {
    const edge = exitOf(segment, label)
    edge.condition = ts.isCaseClause(clause)
      ? `${expression.getText()} === ${clause.expression.getText()}`
      : "otherwise"
    return { clause, edge }
  })
  const hasDefault = choices.some(({ clause }) => ts.isDefaultClause(clause))
  const labels = [...choices.map(({ label }) => label), ...(hasDefault ? [] : ["none"])]
  const none = hasDefault ? [] : [exitOf(segment, "none")]
  emit(lowering, {
    nodes: [expression, ...choices.flatMap(({ clause }) => (ts.isCaseClause(clause) ? [clause.expression] : []))],
    exits: labels,
    ends: true,
    print: (text) => switchText(text, expression, choices),
  })
  return { entries, none }
}

const switchText = (text: SegmentPrinter, expression: ts.Expression, choices: readonly Choice[]): string => {
  const clauses = choices.flatMap(({ clause, label }) => [
    ts.isCaseClause(clause) ? `  case ${text.node(clause.expression)}:` : "  default:",
    `    return ${JSON.stringify(label)}`,
  ])
  const otherwise = choices.some(({ clause }) => ts.isDefaultClause(clause)) ? [] : ["  default:", '    return "none"']
  return [`switch (${text.node(expression)}) {`, ...clauses, ...otherwise, "}"].join("\n")
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
