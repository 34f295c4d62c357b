import { ts } from "../1-read/syntax.ts"
import type { EventCall } from "../2-analyze/given-function.ts"
import { unboundedFinder } from "../2-analyze/unbounded-code.ts"
import type { GivenLocal, WhereRest } from "../2-analyze/where-parts.ts"
import { spanOf } from "../1-read/place-of.ts"
import { eventParameter } from "./event-parameter.ts"
import type { EventSite } from "./event-sites.ts"
import type { SegmentPrinter } from "./op.ts"
import { dedent, nodeWriter } from "./print-node.ts"
import type { Printing } from "./printing.ts"

/** Prints what a wait asks of its event. */
export const eventSite = ({ event, parts }: EventCall, printing: Printing, printer: SegmentPrinter): EventSite => {
  const { keys, rest, given } = parts
  const { schema, name } = event
  const found = rest && unboundedFinder(printing.lowering.survey.checker).find(nodeOf(rest))
  return {
    name,
    ...(schema !== undefined && { schema: printer.node(schema), schemaNode: schema }),
    paths: keys.map(({ path }) => path),
    ...(rest !== undefined && { where: whereText(rest, given, printing, printer) }),
    ...(found !== undefined && { guarded: `line ${spanOf(found.node).line}: ${found.reason}` }),
  }
}

const nodeOf = (rest: WhereRest): ts.Node => (rest.kind === "named" ? rest.name : rest.source)

const whereText = (
  rest: WhereRest,
  given: readonly GivenLocal[],
  printing: Printing,
  printer: SegmentPrinter,
): string => {
  if (rest.kind === "named") return printer.node(rest.name)
  const { survey } = printing.lowering
  const names = new Map(
    given.flatMap(({ symbol, first }) => {
      const variable = survey.bySymbol.get(symbol)
      return variable === undefined ? [] : [[variable, first.text] as const]
    }),
  )
  // What was a local of the run has its own name again: it is given to the function.
  const inside: SegmentPrinter = { ...printer, variable: (variable) => names.get(variable) ?? variable.name }
  const write = nodeWriter(printing, inside)
  const text = (node: ts.Node): string => dedent(write(node), node)
  const parameters = [eventParameter(rest, text, survey.checker), ...givenText(given, printing, printer)]
  return `(${parameters.join(", ")}) => ${bodyText(rest, text)}`
}

const givenText = (
  given: readonly GivenLocal[],
  { lowering }: Printing,
  printer: SegmentPrinter,
): readonly string[] => {
  if (given.length === 0) return []
  const { checker } = lowering.survey
  const types = given.map(({ first, uses }) => `readonly ${first.text}: ${printer.type(typeOf(uses, checker), first)}`)
  return [`{ ${given.map(({ first }) => first.text).join(", ")} }: { ${types.join("; ")} }`]
}

/** What is known of a local before the function asks more of it. */
const typeOf = (uses: readonly ts.Identifier[], checker: ts.TypeChecker): ts.Type => {
  const types = uses.map((use) => checker.getTypeAtLocation(use))
  const widest = types.find((type) => types.every((other) => checker.isTypeAssignableTo(other, type)))
  return widest ?? checker.getTypeAtLocation(uses[0] as ts.Identifier) // a local is named at least once
}

const bodyText = (rest: Exclude<WhereRest, { kind: "named" }>, text: (node: ts.Node) => string): string => {
  if (rest.kind === "conditions") {
    const [first, ...more] = rest.conditions
    if (first !== undefined && more.length === 0) return text(first)
    return rest.conditions.map((each) => (isLooser(each) ? `(${text(each)})` : text(each))).join(" && ")
  }
  const { body } = rest.source
  if (body === undefined) return "true"
  return text(body)
}

/** Whether an expression would fall apart beside `&&`. */
const isLooser = (node: ts.Expression): boolean =>
  ts.isConditionalExpression(node) ||
  ts.isArrowFunction(node) ||
  ts.isYieldExpression(node) ||
  (ts.isBinaryExpression(node) && looser.has(node.operatorToken.kind))

const looser: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.CommaToken,
  ts.SyntaxKind.EqualsToken,
])
