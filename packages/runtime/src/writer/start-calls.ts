import type { NewStep, Transition, WaitKey } from "@statewright/store"
import { type Asked, askAll, type Asking, askNothing, isLimited } from "../limit/begin-calls.ts"
import type { AnyStep, Program } from "../machine/program.ts"
import type { LiveRun } from "./live-runs.ts"
import type { Launch, Prepared } from "./prepared.ts"

/** Asks for permits where something limits the steps. */
export const askFor = (asking: Asking, steps: readonly NewStep[]): AskedSteps | Promise<AskedSteps> => {
  const { looking, others } = apart(asking.program, steps)
  if (!isLimited(asking.gate, asking.program, others)) return { ...askNothing(others), looking }
  return askAll(asking, others).then((asked) => ({ ...asked, looking }))
}

/** The same where none of them begins now. */
export const askNobody = (program: Program, steps: readonly NewStep[]): AskedSteps => {
  const { looking, others } = apart(program, steps)
  return { ...askNothing(others), looking }
}

const apart = (program: Program, steps: readonly NewStep[]) => {
  const looking = steps.filter(({ name }) => isCached(program, name))
  return { looking, others: looking.length === 0 ? steps : steps.filter((step) => !looking.includes(step)) }
}

/** What became of the steps that a transition starts. */
export interface AskedSteps extends Asked<NewStep> {
  /** Of which a cached answer is looked for first. */
  readonly looking: readonly NewStep[]
}

const isCached = ({ steps }: Program, name: string): boolean => {
  const step: AnyStep | undefined = steps[name]
  return step?.definition.cache !== undefined
}

/** The rows of the steps that a transition starts. */
export const stepsOf = (steps: readonly NewStep[], { queued, looking }: AskedSteps): readonly NewStep[] => {
  if (queued.length + looking.length === 0) return steps
  return steps.map((step) => {
    if (looking.includes(step)) return { ...step, looking: true }
    return queued.includes(step) ? { ...step, queued: true } : step
  })
}

/** What is written of the line and of rates. */
export const lineOf = (
  { line, rates }: Pick<Asked<unknown>, "line" | "rates">,
  gone: readonly WaitKey[] = [],
): Pick<Transition, "line" | "rates"> => ({
  ...(line.length + gone.length > 0 && {
    line: [...line, ...gone.map((call) => ({ kind: "leave", ...call }) as const)],
  }),
  ...(rates.length > 0 && { rates }),
})

/** What follows once it is stored, or is not. */
export const afterwards = ({ queued, undo }: Asked<WaitKey>): Pick<Prepared, "joined" | "undo"> => ({
  ...(queued.length > 0 && { joined: queued }),
  undo,
})

/** The steps that a transition starts, as attempts to run. */
export const launchesOf = (
  { id: runId, tenant, program }: Pick<LiveRun, "id" | "tenant" | "program">,
  { begun, looking }: Pick<AskedSteps, "begun" | "looking">,
): readonly Launch[] => {
  const run = { runId, tenant, program }
  const first = begun.map((step): Launch => ({ ...run, attempt: 1, ...step }))
  return looking.length === 0 ? first : [...first, ...looking.map((step) => ({ ...run, attempt: 0, ...step }))]
}
