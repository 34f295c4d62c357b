import type { Procedure } from "@statewright/model"

import { importOf } from "../1-read/import-of.ts"
import { spanOf } from "../1-read/place-of.ts"
import { ts } from "../1-read/syntax.ts"
import type { WorkflowSource } from "../1-read/workflow-source.ts"
import { refuseClosures } from "../2-analyze/closures.ts"
import { guards } from "../2-analyze/guards.ts"
import { type LiveAt, liveness } from "../2-analyze/liveness.ts"
import { nameVariables } from "../2-analyze/names.ts"
import { rebuildFunctions } from "../2-analyze/rebuild-functions.ts"
import { type SegmentUse, segmentUse } from "../2-analyze/segment-use.ts"
import { surveyBody } from "../2-analyze/survey.ts"
import { writeSets } from "../2-analyze/write-set.ts"
import type { LockedId } from "../lock/lock.ts"
import { type Diagnostic, hasErrors } from "../diagnostic/diagnostic.ts"
import { assignIds } from "./assign-ids.ts"
import { chartStates } from "./chart-states.ts"
import { type Contract, contractsOf } from "./contracts.ts"
import { followCursors } from "./follow-cursors.ts"
import { frameLocals } from "./frame-locals.ts"
import { localTypes, localTypeTexts } from "./local-types.ts"
import { lowerBody } from "./lower-body.ts"
import { stepNames } from "./step-names.ts"
import type { Lowering } from "./lowering.ts"
import { refuseLostPlaces } from "./lost-places.ts"
import type { LoweringContext } from "./printing.ts"
import { segmentText } from "./segment-text.ts"
import { versionOf } from "./version.ts"

/** What a workflow became: the data of its chart, and the code of its segments. */
export type LoweredWorkflow =
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] }
  | {
      readonly ok: true
      readonly diagnostics: readonly Diagnostic[]
      /** The body, named `main`. */
      readonly procedures: readonly Procedure[]
      readonly code: WorkflowCode
      readonly version: string
      readonly bodies: readonly AnalyzedBody[]
      /** What the lock is to say of it. */
      readonly ids: readonly LockedId[]
    }

/** What is known of a body that can be compiled. */
export interface AnalyzedBody {
  readonly lowering: Lowering
  readonly use: SegmentUse
  readonly liveAt: LiveAt
}

/** The code of a workflow, with the names that it takes in the generated file. */
export interface WorkflowCode {
  readonly workflowName: string
  readonly frameName: string
  readonly codeName: string
  readonly machineName: string
  readonly programName: string
  /** The types that its body declares, as declarations. */
  readonly types: readonly string[]
  /** Each segment as a method, in source order, without indentation. */
  readonly segments: readonly string[]
  /** The steps that it starts, as expressions. */
  readonly steps: readonly string[]
  /** What it relies on in each of them. */
  readonly contracts: readonly Contract[]
}

/** Lowers a workflow into a chart and the code of its segments; what it cannot keep the meaning of, it refuses. */
export const lowerWorkflow = (source: WorkflowSource, file: LoweringContext): LoweredWorkflow => {
  const { checker } = file.naming
  const survey = surveyBody(source.exportName, source.body, checker)
  const lowering = lowerBody(survey)
  const ids = assignIds(lowering, file.locked)
  if (hasErrors(lowering.diagnostics)) return { ok: false, diagnostics: lowering.diagnostics }
  lowering.diagnostics.push(...rebuildFunctions(lowering))
  followCursors(lowering)
  lowering.diagnostics.push(...refuseLostPlaces([lowering]))
  const use = segmentUse(lowering)
  lowering.diagnostics.push(...refuseClosures(survey, use.frame))
  const names = nameVariables(lowering, use)
  const liveAt = liveness(lowering, use)
  const writesOf = writeSets(lowering, use, names)
  const context = { ...file, naming: { ...file.naming, localTypes: localTypes(survey, file.imports) } }
  const workflowName = importWorkflow(source, context)
  const free = (suffix: string): string => context.imports.free(`${workflowName}${suffix}`)
  const frameName = context.imports.free(`${workflowName.charAt(0).toUpperCase()}${workflowName.slice(1)}Frame`)
  const printing = { lowering, use, names, context, workflowName, frameType: frameName }
  const segments = lowering.segments.map((segment) => segmentText(segment, printing))
  const locals = frameLocals(printing, liveAt)
  const types = localTypeTexts(printing)
  if (hasErrors(lowering.diagnostics)) return { ok: false, diagnostics: lowering.diagnostics }
  const states = chartStates(lowering.root, { names, liveAt, writesOf, guardOf: guards(lowering) })
  const procedures: readonly Procedure[] = [
    { name: "main", span: spanOf(source.body), locals, initial: states[0]?.key ?? "", states },
  ]
  return {
    ok: true,
    diagnostics: lowering.diagnostics,
    procedures,
    version: versionOf({ source, procedures, segments }, checker),
    bodies: [{ lowering, use, liveAt }],
    ids,
    code: {
      workflowName,
      frameName,
      codeName: free("Code"),
      machineName: free("Main"),
      programName: free("Program"),
      types,
      segments,
      steps: stepNames(lowering, context),
      contracts: contractsOf(lowering),
    },
  }
}

/** Imports the workflow itself; answers its local name. */
const importWorkflow = ({ call, exportName }: WorkflowSource, { imports, naming }: LoweringContext): string => {
  const declaration = ts.findAncestor(call, ts.isVariableDeclaration)
  const found =
    declaration !== undefined && ts.isIdentifier(declaration.name) ? importOf(declaration.name, naming) : undefined
  if (found?.kind !== "import") return exportName
  imports.keep(found.import)
  return found.import.local
}
