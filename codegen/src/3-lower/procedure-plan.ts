import type { HelperSource } from "../1-read/helper-source.ts"
import { ts } from "../1-read/syntax.ts"
import { firstFree } from "../2-analyze/first-free.ts"
import { type Survey, surveyBody, type WorkflowBody } from "../2-analyze/survey.ts"
import { isInside } from "../2-analyze/symbol-of.ts"
import type { Variable } from "../2-analyze/variable.ts"

/** A function that becomes a statechart: the body of a workflow, or an async function that it reaches. */
export interface ProcedurePlan {
  /** Unique in the workflow. */
  readonly name: string
  readonly survey: Survey
  /** The procedure inside which the author declared it. */
  readonly parent: ProcedurePlan | undefined
}

/** The procedures of a workflow, the body first; by the functions that they are. */
export type ProcedurePlans = ReadonlyMap<ts.Node, ProcedurePlan>

/** Surveys a workflow's body and every async function that it reaches. */
export const planProcedures = (exportName: string, body: WorkflowBody, checker: ts.TypeChecker): ProcedurePlans => {
  const plans = new Map<ts.Node, ProcedurePlan>()
  const names = new Set<string>()
  const add = (wanted: string, surveyed: { readonly exportName: string; readonly body: WorkflowBody }): void => {
    const parent = planAround(surveyed.body, plans)
    const survey = surveyBody({ ...surveyed, checker, parent: parent?.survey })
    const name = firstFree(wanted, (taken) => names.has(taken))
    names.add(name)
    plans.set(surveyed.body, { name, survey, parent })
    for (const helper of survey.helpers) {
      if (!plans.has(helper.body)) add(helper.name, { exportName: helper.name, body: helper.body })
    }
  }
  add("main", { exportName, body })
  return plans
}

/** The innermost procedure around a function. */
const planAround = (node: ts.Node, plans: ProcedurePlans): ProcedurePlan | undefined => {
  const around = node.parent === undefined ? undefined : ts.findAncestor(node.parent, (above) => plans.has(above))
  return around === undefined ? undefined : plans.get(around)
}

/** The plan of a helper that some survey found. */
export const planOf = (helper: HelperSource, plans: ProcedurePlans): ProcedurePlan => {
  const plan = plans.get(helper.body)
  if (plan === undefined) throw new Error(`invariant: helper ${helper.name} was not surveyed`)
  return plan
}

/** A constant that a call of a helper hands over. */
interface HandedOver {
  readonly variable: Variable
  /** The caller's variable for it; none of a parameter of the function in which the call stands. */
  readonly own: Variable | undefined
}

export const handedOver = (helper: ProcedurePlan, caller: Survey): readonly HandedOver[] =>
  [...helper.survey.bySymbol].flatMap(([symbol, variable]) => {
    if (variable.kind !== "capture") return []
    const own = caller.bySymbol.get(symbol)
    return own !== undefined || isInside(symbol, caller.body) ? [{ variable, own }] : []
  })

/** Whether a procedure, or one around it, has variables that async functions inside it share. */
export const sharesVariables = (plan: ProcedurePlan | undefined): boolean =>
  plan !== undefined && (plan.survey.variables.some(({ shared }) => shared === true) || sharesVariables(plan.parent))

/** How many procedures one stands inside another: 0 for itself, `undefined` if it does not. */
export const depthOf = (inner: ProcedurePlan, outer: ProcedurePlan): number | undefined => {
  if (inner === outer) return 0
  const depth = inner.parent === undefined ? undefined : depthOf(inner.parent, outer)
  return depth === undefined ? undefined : depth + 1
}
