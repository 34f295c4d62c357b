import type { NewStep, StepRow, TimerRow } from "@statewright/store"
import type { Program } from "../../machine/program.ts"

/** Whether a step has a deadline, as far as its program says today. */
export const hasDeadline = ({ steps }: Program, name: string): boolean => steps[name]?.definition.deadline !== undefined

/** The timers of the steps that a transition calls and that have a deadline; it counts from the call, whatever happens then. */
export const deadlinesOf = (
  { steps }: Program,
  calls: readonly Pick<NewStep, "frame" | "waitId" | "name">[],
  now: number,
): readonly Omit<TimerRow, "runId">[] =>
  calls.flatMap(({ frame, waitId, name }) => {
    const deadline = steps[name]?.definition.deadline
    return deadline === undefined ? [] : [{ frame, waitId, kind: "deadline" as const, dueAt: now + deadline }]
  })

/**
 * The timer of a call whose deadline is over, which ends it: no other attempt may begin. It is set once more where code of today
 * brings the deadline.
 */
export const overdue = (
  { steps }: Program,
  { frame, waitId, name, startedAt }: Pick<StepRow, "frame" | "waitId" | "name"> & { readonly startedAt?: number },
  now: number,
): Omit<TimerRow, "runId"> | undefined => {
  const deadline = steps[name]?.definition.deadline
  if (deadline === undefined || startedAt === undefined || now < startedAt + deadline) return undefined
  return { frame, waitId, kind: "deadline", dueAt: startedAt + deadline }
}
