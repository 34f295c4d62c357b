import type { NewStep, Transition, WaitKey } from "@statewright/store"
import { type Asked, askAll, type Asking, askNothing, type Begun, isLimited } from "../limit/begin-calls.ts"
import type { LiveRun } from "./live-runs.ts"
import type { Launch, Prepared } from "./prepared.ts"

/** Asks for permits where something limits the steps. */
export const askFor = (asking: Asking, steps: readonly NewStep[]): Asked<NewStep> | Promise<Asked<NewStep>> =>
  isLimited(asking.gate, asking.program, steps) ? askAll(asking, steps) : askNothing(steps)

/** The rows of the steps that a transition starts. */
export const stepsOf = (steps: readonly NewStep[], { queued }: Asked<NewStep>): readonly NewStep[] =>
  queued.length === 0 ? steps : steps.map((step) => (queued.includes(step) ? { ...step, queued: true } : step))

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
  { id, program, tenant }: Pick<LiveRun, "id" | "program" | "tenant">,
  { begun }: Pick<Asked<Begun<NewStep>>, "begun">,
): readonly Launch[] => begun.map((step) => ({ runId: id, program, tenant, attempt: 1, ...step }))
