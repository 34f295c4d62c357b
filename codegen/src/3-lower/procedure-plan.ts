import { type KnownHelper, keyOfHelper, type Scope, surroundings } from "../2-analyze/given-function.ts"
import { firstFree } from "../2-analyze/first-free.ts"
import { type Survey, surveyBody, type WorkflowBody } from "../2-analyze/survey.ts"
import { isInside } from "../2-analyze/symbol-of.ts"
import type { Variable } from "../2-analyze/variable.ts"
import type { ts } from "../1-read/syntax.ts"
import { nameOfHelper } from "./name-of-helper.ts"

/** A function that becomes a statechart: the body of a workflow, or an async function that it reaches. */
export interface ProcedurePlan {
  /** Unique in the workflow. */
  readonly name: string
  readonly survey: Survey
  /** The procedure inside which the author declared it, or what is handed to it. */
  readonly parent: ProcedurePlan | undefined
}

/** The procedures of a workflow, the body first; by what makes each of them another one. */
export type ProcedurePlans = ReadonlyMap<string, ProcedurePlan>

/** Surveys a workflow's body and every async function that it reaches. */
export const planProcedures = (exportName: string, body: WorkflowBody, checker: ts.TypeChecker): ProcedurePlans => {
  const plans = new Map<string, ProcedurePlan>()
  const byScope = new Map<Scope, ProcedurePlan>()
  const names = new Set<string>()
  const add = (
    key: string,
    wanted: string,
    helper: Pick<KnownHelper, "name" | "body"> & Partial<KnownHelper>,
  ): void => {
    const around = helper.given === undefined ? undefined : surroundings(helper as KnownHelper) // one that is given nothing is the body
    const parent = around && byScope.get(around)
    const scope: Scope = { body: helper.body, parent: around, given: helper.given ?? new Map() }
    const survey = surveyBody({
      exportName: helper.name,
      body: helper.body,
      checker,
      parent: parent?.survey,
      scope,
      key,
    })
    const name = firstFree(wanted, (taken) => names.has(taken))
    const plan = { name, survey, parent }
    names.add(name)
    plans.set(key, plan)
    byScope.set(scope, plan)
    for (const each of survey.helpers) {
      const keyOfEach = keyOfHelper(each)
      if (!plans.has(keyOfEach)) add(keyOfEach, nameOfHelper(each), each)
    }
  }
  add("main", "main", { name: exportName, body })
  return plans
}

/** The plan of a helper that some survey found. */
export const planOf = (helper: KnownHelper, plans: ProcedurePlans): ProcedurePlan => {
  const plan = plans.get(keyOfHelper(helper))
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
