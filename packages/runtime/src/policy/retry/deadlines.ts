import type { NewStep, TimerRow } from "@statewright/store"
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
