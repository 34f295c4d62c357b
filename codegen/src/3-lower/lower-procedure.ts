import type { Procedure } from "@statewright/model"

import type { LocalTypes } from "../1-read/import-of.ts"
import { spanOf } from "../1-read/place-of.ts"
import { refuseClosures } from "../2-analyze/closures.ts"
import { guards } from "../2-analyze/guards.ts"
import { type LiveAt, liveness } from "../2-analyze/liveness.ts"
import { type Names, nameVariables } from "../2-analyze/names.ts"
import { rebuildFunctions } from "../2-analyze/rebuild-functions.ts"
import { type SegmentUse, segmentUse } from "../2-analyze/segment-use.ts"
import { writeSets } from "../2-analyze/write-set.ts"
import { hasErrors } from "../diagnostic/diagnostic.ts"
import type { LockedId } from "../lock/lock.ts"
import { assignIds } from "./assign-ids.ts"
import { type ChartParts, chartStates } from "./chart-states.ts"
import { followCursors } from "./follow-cursors.ts"
import { frameLocals } from "./frame-locals.ts"
import { localTypes, localTypeTexts } from "./local-types.ts"
import { type Origins, originsOf } from "./origins-of.ts"
import { lowerBody } from "./lower-body.ts"
import type { Lowering } from "./lowering.ts"
import type { LoweringContext, OuterPrinting, Printing } from "./printing.ts"
import type { ProcedurePlan, ProcedurePlans } from "./procedure-plan.ts"
import { segmentText } from "./segment-text.ts"

/** What is known of a body that can be compiled. */
export interface AnalyzedBody {
  readonly lowering: Lowering
  readonly use: SegmentUse
  readonly liveAt: LiveAt
}

/** A procedure with the names that it takes in the generated file. */
export interface LoweredProcedure {
  readonly lowering: Lowering
  readonly names: Names
  readonly code: ProcedureCode
  /** What the lock is to say of it. */
  readonly ids: readonly LockedId[]
  /** Absent where something is refused. */
  readonly procedure?: Procedure
  readonly body?: AnalyzedBody
  readonly types?: LocalTypes
}

/** The code of a procedure as it is printed. */
export interface ProcedureCode {
  /** What the author calls it. */
  readonly title: string
  readonly frameName: string
  readonly codeName: string
  readonly machineName: string
  /** The types that its body declares, as declarations. */
  readonly types: readonly string[]
  /** Each segment as a method, in source order, without indentation. */
  readonly segments: readonly string[]
  /** The author's nodes that each segment was made from, by the name of its method. */
  readonly origins: Origins
}

/** For which workflow a procedure is lowered. */
export interface ProcedureContext {
  readonly context: LoweringContext
  readonly plans: ProcedurePlans
  readonly workflowName: string
  /** What is lowered already, the procedures around this one among it. */
  readonly done: ReadonlyMap<ProcedurePlan, LoweredProcedure>
  readonly questionOf: ChartParts["questionOf"]
}

/** Lowers one procedure into its chart and the code of its segments. */
export const lowerProcedure = (plan: ProcedurePlan, around: ProcedureContext): LoweredProcedure => {
  const { context, plans, workflowName } = around
  const { survey, name } = plan
  const title = name === "main" ? workflowName : name
  const free = (suffix: string): string => context.imports.free(`${title}${suffix}`)
  const frameName = context.imports.free(`${title.charAt(0).toUpperCase()}${title.slice(1)}Frame`)
  const names = { title, frameName, codeName: free("Code"), machineName: free(name === "main" ? "Main" : "Helper") }
  const lowering = lowerBody(plan, plans)
  const prefix = name === "main" ? "" : `${name}()/`
  const ids = assignIds(
    lowering,
    context.locked.filter(({ path }) => helperPrefix(path) === prefix),
    prefix,
  )
  const outers = outersOf(plan, around)
  const isSound = !hasErrors(lowering.diagnostics)
  if (isSound) {
    lowering.diagnostics.push(...rebuildFunctions(lowering))
    followCursors(lowering)
  }
  const use = segmentUse(lowering)
  const named = nameVariables(lowering, use, outers[0]?.names)
  const refused: LoweredProcedure = {
    lowering,
    names: named,
    code: { ...names, segments: [], origins: new Map(), types: [] },
    ids,
  }
  if (!isSound) return refused
  lowering.diagnostics.push(...refuseClosures(survey, use.frame))
  const liveAt = liveness(lowering, use)
  const writesOf = writeSets(lowering, use, named)
  const types = typesInReach(localTypes(survey, context.imports), outers[0]?.types)
  const naming = { ...context.naming, sourceFile: survey.sourceFile, localTypes: types }
  const printing: Printing = {
    lowering,
    use,
    names: named,
    context: { ...context, naming },
    workflowName,
    frameType: frameName,
    outers,
  }
  const segments = lowering.segments.map((segment) => segmentText(segment, printing))
  const locals = frameLocals(printing, liveAt)
  const typeTexts = localTypeTexts(printing)
  if (hasErrors(lowering.diagnostics)) return refused
  const states = chartStates(lowering.root, {
    names: named,
    liveAt,
    writesOf,
    prefix,
    guardOf: guards(lowering),
    questionOf: around.questionOf,
  })
  return {
    lowering,
    names: named,
    code: { ...names, segments, origins: originsOf(lowering.segments, use), types: typeTexts },
    types,
    ids,
    body: { lowering, use, liveAt },
    procedure: { name, span: spanOf(survey.body), locals, initial: states[0]?.key ?? "", states },
  }
}

/** The procedures around one, innermost first. */
const outersOf = ({ parent }: ProcedurePlan, around: ProcedureContext): readonly OuterPrinting[] => {
  const lowered = parent && around.done.get(parent)
  if (parent === undefined || lowered === undefined) return []
  return [
    { names: lowered.names, frameType: lowered.code.frameName, types: lowered.types },
    ...outersOf(parent, around),
  ]
}

/** A procedure also names the types of those around it; the first that uses one declares it. */
const typesInReach = (own: LocalTypes, around: LocalTypes | undefined): LocalTypes => ({
  used: own.used,
  nameOf: (symbol) => {
    const name = own.nameOf(symbol)
    if (name !== undefined || around === undefined) return name
    const before = around.used.size
    const there = around.nameOf(symbol)
    if (symbol !== undefined && around.used.size > before) own.used.add(symbol)
    return there
  },
})

/** The ids of a helper's waits begin with its name: `pack()/charge`. */
export const helperPrefix = (path: string): string => /^[^/]*\(\)\//.exec(path)?.[0] ?? ""
