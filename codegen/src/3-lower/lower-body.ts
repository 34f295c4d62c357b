import { codeOf, parametersOf } from "../1-read/helper-source.ts"
import { ts } from "../1-read/syntax.ts"
import { bindArguments, bindGiven } from "./declaration.ts"
import type { DraftFinal, DraftRegion } from "./draft.ts"
import { lowerExpression } from "./expression.ts"
import { leaveBy } from "./jump.ts"
import { emit, goOn, isReachable, type Lowering, openGiven, openSegment, refuse } from "./lowering.ts"
import type { ProcedurePlan, ProcedurePlans } from "./procedure-plan.ts"
import { completeWith } from "./return.ts"
import { lowerStatements } from "./statement.ts"

/** Lowers a procedure: its statements, and what happens when it falls off its end. */
export const lowerBody = (plan: ProcedurePlan, plans: ProcedurePlans): Lowering => {
  const { survey } = plan
  const { body } = survey
  const code = codeOf(body)
  const root: DraftRegion = {
    kind: "region",
    key: "main",
    name: "main",
    parent: undefined,
    node: body,
    construct: "block",
    states: [],
  }
  const returned: DraftFinal = { kind: "final", key: "returned", parent: root, node: body, outcome: "returned" }
  const threw: DraftFinal = { kind: "final", key: "threw", parent: root, node: body, outcome: "threw" }
  const lowering: Lowering = {
    survey,
    plans,
    plan,
    root,
    region: root,
    here: { kind: "edges", edges: [{}], name: { key: "begin", code: "begin", node: code } },
    scopes: [{ kind: "function", returned }],
    cursors: [],
    segments: [],
    replacements: new Map(),
    jumps: new Map(),
    made: [],
    madeTypes: new Map(),
    pending: { leading: [], blankBefore: false },
    diagnostics: [...survey.diagnostics],
  }
  takeInput(lowering)
  if (ts.isIdentifier(body)) callByName(lowering, body)
  else if (ts.isBlock(code)) lowerStatements(lowering, code.statements)
  else {
    lowerExpression(lowering, code)
    completeWith(lowering, code, code)
  }
  if (isReachable(lowering)) completeWith(lowering, undefined, body)
  root.states.push(returned, threw)
  return lowering
}

/** The first segment is given the input, or what a helper was called with. */
const takeInput = (lowering: Lowering): void => {
  const { body, parameters } = lowering.survey
  if (lowering.plan.name !== "main") return takeArguments(lowering, parameters)
  const [parameter] = parametersOf(body)
  if (parameter === undefined) return
  bindGiven(lowering, { type: { kind: "input", isParsed: isParsed(lowering, parameter) } }, parameter)
}

/** The name of an ordinary function: it is called with what the procedure is given. */
const callByName = (lowering: Lowering, name: ts.Identifier): void => {
  openGiven(lowering, { type: { kind: "passed", to: name } })
  const label = leaveBy(lowering, openSegment(lowering), { kind: "return" })
  emit(lowering, {
    nodes: [name],
    exits: [label],
    ends: true,
    print: (text) => `return ${text.abi("completed")}(${text.node(name)}(...${text.given()}))`,
  })
  goOn(lowering, [], { key: "unreachable", code: "unreachable", node: name })
}

const takeArguments = (lowering: Lowering, parameters: readonly ts.ParameterDeclaration[]): void => {
  if (parameters.length === 0) return
  const suspending = parameters.find((parameter) => lowering.survey.suspends.has(parameter))
  if (suspending !== undefined) {
    return refuse(lowering, suspending, "An `await` in the default of a parameter", "Await it in the function.")
  }
  bindArguments(lowering, parameters)
}

/** Whether the function receives another type than callers of the workflow pass. */
const isParsed = ({ survey: { checker, body } }: Lowering, parameter: ts.ParameterDeclaration): boolean => {
  const call = ts.findAncestor(body, ts.isCallExpression)
  const passed = call === undefined ? undefined : checker.getTypeAtLocation(call).getCallSignatures()[0]?.parameters[0]
  if (passed === undefined) return false
  const type = checker.getTypeOfSymbol(passed)
  const received = checker.getTypeAtLocation(parameter)
  return !checker.isTypeAssignableTo(type, received) || !checker.isTypeAssignableTo(received, type)
}
