import type { StepRow, StepWrite } from "@statewright/store"
import { type Asked, askAll, type Asking } from "../limit/begin-calls.ts"
import type { Moment } from "./moment.ts"
import { lookOf } from "../policy/cache/look-of.ts"
import type { Launch } from "./prepared.ts"

/** What becomes of calls that were at work when their run came to rest. */
export interface CalledAgain extends Asked<StepRow> {
  readonly steps: readonly StepWrite[]
  readonly launches: readonly Launch[]
}

/** Whose calls begin again, and whether it is forgotten how many processes ended under them. */
export interface CallingAgain extends Pick<Moment, "token"> {
  readonly forgives: boolean
  readonly tenant: string
}

/** Begins another attempt at each call of a run that was at work; where it must wait for others, it stands in line. */
export const callAgain = async (
  asking: Asking,
  open: readonly StepRow[],
  { token, forgives, tenant }: CallingAgain,
): Promise<CalledAgain> => {
  const { runId, program } = asking
  const atWork = open.filter(({ status }) => status === "running")
  const looks = atWork.flatMap((step) => lookOf(step, { tenant, program }))
  const looking = new Set(looks.map(({ waitId }) => waitId))
  const asked = await askAll(
    asking,
    atWork.filter(({ waitId }) => !looking.has(waitId)),
  )
  const launches = asked.begun.map(({ frame, waitId, name, input, attempt, permit, problem }) => ({
    runId,
    tenant,
    program,
    frame,
    waitId,
    name,
    input,
    attempt: attempt + 1,
    token: token(),
    ...(permit && { permit }),
    ...(problem && { problem }),
  }))
  const crashesOf = ({ crashes }: StepRow): number => (forgives ? 0 : crashes)
  const claims = asked.begun.map((step, at): StepWrite => {
    const { frame, waitId, attempt } = step
    const fence = launches[at]?.token ?? ""
    return { kind: "claim", frame, waitId, attempt: attempt + 1, token: fence, crashes: crashesOf(step) }
  })
  const queues = asked.queued.map((step): StepWrite => {
    const { frame, waitId, attempt } = step
    return { kind: "queue", frame, waitId, attempt, crashes: crashesOf(step) }
  })
  return { ...asked, launches: [...launches, ...looks], steps: [...claims, ...queues] }
}
