import type { Procedure } from "@statewright/model"

import { importOf } from "../1-read/import-of.ts"
import { ts } from "../1-read/syntax.ts"
import type { WorkflowSource } from "../1-read/workflow-source.ts"
import { refuseEarlyCalls } from "../2-analyze/helper-dead-zone.ts"
import { refusedOutsideNames } from "../2-analyze/outside-names.ts"
import { refuseOwned } from "../2-analyze/owned/refuse-owned.ts"
import { refusedHelpers } from "../2-analyze/refused-helpers.ts"
import { type Diagnostic, hasErrors } from "../diagnostic/diagnostic.ts"
import type { LockedId } from "../lock/lock.ts"
import {
  type AnalyzedBody,
  helperPrefix,
  type LoweredProcedure,
  lowerProcedure,
  type ProcedureCode,
} from "./lower-procedure.ts"
import { type Contract, contractsOf } from "./contracts.ts"
import { type EventSites, eventSites } from "./event-sites.ts"
import { refuseLostPlaces } from "./lost-places.ts"
import type { FileContext, LoweringContext } from "./printing.ts"
import { planOf, planProcedures, type ProcedurePlan, type ProcedurePlans } from "./procedure-plan.ts"
import { questionsIn } from "./question.ts"
import { childNames, namesOfSteps, stepNames } from "./step-names.ts"
import { type NamedValidation, validations } from "./validations.ts"
import { versionOf } from "./version.ts"

/** What a workflow became: the data of its chart, and the code of its segments. */
export type LoweredWorkflow =
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] }
  | {
      readonly ok: true
      readonly diagnostics: readonly Diagnostic[]
      /** The body, named `main`, and each helper that suspends. */
      readonly procedures: readonly Procedure[]
      readonly code: WorkflowCode
      readonly version: string
      readonly bodies: readonly AnalyzedBody[]
      /** What the lock is to say of it. */
      readonly ids: readonly LockedId[]
    }

/** The code of a workflow, with the names that it takes in the generated file. */
export interface WorkflowCode {
  readonly workflowName: string
  readonly programName: string
  /** In the order of the chart's procedures. */
  readonly procedures: readonly ProcedureCode[]
  /** The steps that it starts, as expressions. */
  readonly steps: readonly string[]
  /** The workflows that it starts, likewise. */
  readonly children: readonly string[]
  readonly contracts: readonly Contract[]
  /** What it asks of events, by key. */
  readonly sites: ReturnType<EventSites["all"]>
  /** What it validates. */
  readonly validations: readonly NamedValidation[]
}

/** Lowers a workflow into a chart and the code of its segments; what it cannot keep the meaning of, it refuses. */
export const lowerWorkflow = (
  source: WorkflowSource,
  given: Omit<LoweringContext, "sites" | "validations">,
): LoweredWorkflow => {
  const { checker } = given.naming
  const workflowName = importWorkflow(source, given)
  const plans = planProcedures(source.exportName, source.body, checker)
  const context: LoweringContext = {
    ...given,
    sites: eventSites(),
    validations: validations(
      workflowName,
      namesOfSteps([...plans.values()].map(({ survey }) => survey)),
      given.imports.free,
    ),
  }
  const done = new Map<ProcedurePlan, LoweredProcedure>()
  const diagnostics: Diagnostic[] = []
  const questionOf = questionsIn(source.file)
  for (const plan of plans.values()) {
    const lowered = lowerProcedure(plan, { context, plans, workflowName, done, questionOf })
    done.set(plan, lowered)
    const { body } = plan.survey
    if (plan.name !== "main") diagnostics.push(...refusedOutsideNames(body, checker), ...refusedHelpers(body, checker))
    diagnostics.push(...refuseEarlyCalls(plan.survey, (helper) => planOf(helper, plans).survey))
    diagnostics.push(...lowered.lowering.diagnostics)
  }
  const lowered = [...done.values()]
  const lowerings = lowered.map(({ lowering }) => lowering)
  diagnostics.push(...refuseLostPlaces(lowerings))
  const bodies = lowered.flatMap(({ body }) => (body === undefined ? [] : [body]))
  if (!hasErrors(diagnostics)) diagnostics.push(...refuseOwned(bodies, checker))
  if (hasErrors(diagnostics)) return { ok: false, diagnostics }
  const procedures = lowered.flatMap(({ procedure }) => (procedure === undefined ? [] : [procedure]))
  const segments = lowered.flatMap(({ code }) => code.segments)
  return {
    ok: true,
    diagnostics,
    procedures,
    version: versionOf(
      { source, procedures, segments, sites: context.sites.all(), validations: context.validations.all() },
      checker,
    ),
    ids: [...lowered.flatMap(({ ids }) => ids), ...idsOfGoneHelpers(plans, context)],
    bodies,
    code: {
      workflowName,
      programName: context.imports.free(`${workflowName}Program`),
      procedures: lowered.map(({ code }) => code),
      steps: [...stepNames(lowerings, context), ...context.validations.all().map(({ constant }) => constant)],
      children: childNames(lowerings, context),
      contracts: contractsOf(lowerings),
      sites: context.sites.all(),
      validations: context.validations.all(),
    },
  }
}

const idsOfGoneHelpers = (plans: ProcedurePlans, { locked }: LoweringContext): readonly LockedId[] => {
  const left = new Set(["", ...[...plans.values()].map(({ name }) => `${name}()/`)])
  return locked.filter(({ path }) => !left.has(helperPrefix(path))).map((id) => ({ ...id, removed: true }))
}

/** Imports the workflow itself; answers its local name. */
const importWorkflow = ({ call, exportName }: WorkflowSource, { imports, naming }: FileContext): string => {
  const declaration = ts.findAncestor(call, ts.isVariableDeclaration)
  const found =
    declaration !== undefined && ts.isIdentifier(declaration.name) ? importOf(declaration.name, naming) : undefined
  if (found?.kind !== "import") return exportName
  imports.keep(found.import)
  return found.import.local
}
