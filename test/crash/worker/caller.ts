import { setTimeout } from "node:timers/promises"
import { isStatewrightError } from "@statewright/model"
import { RunParked } from "@statewright/runtime"
import type { Engine, Run, StartOptions } from "@statewright/runtime"
import type { workflows } from "../generated/index.ts"
import { noteTold } from "../log/told-log.ts"
import type { RunOrder } from "./orders.ts"
import { patiently } from "./patiently.ts"

/** Asks for what is ordered, and notes what it asks and what it is told; `ended` resolves with the run's end. */
export type Caller = (order: RunOrder) => Promise<{ readonly ended: Promise<void> }>

interface AnyClient {
  readonly start: (input: unknown, options: StartOptions) => Promise<Run<unknown>>
}

export const caller = (engine: Engine<typeof workflows>, told: string): Caller => {
  const cancel = async (id: string, { after, force }: NonNullable<RunOrder["cancel"]>): Promise<void> => {
    await setTimeout(after)
    noteTold(told, { kind: "asked to cancel", run: id })
    try {
      await engine.runs.cancel(id, { reason: "as ordered", force })
      noteTold(told, { kind: "cancelling", run: id })
    } catch (error) {
      // It ended before, rests, or its start still stands in the inbox.
      if (!isStatewrightError(error)) throw error
    }
  }

  const follow = async (run: Run<unknown>): Promise<void> => {
    try {
      const { status } = await patiently(() => run.outcome())
      noteTold(told, { kind: status, run: run.id })
    } catch (error) {
      if (!(error instanceof RunParked)) throw error
      noteTold(told, { kind: "parked", run: run.id })
    }
  }

  return async ({ id, workflow, input, tenant, cancel: cancels }) => {
    noteTold(told, { kind: "asked to start", run: id })
    // Each has its own types; the harness makes inputs that fit.
    const { start } = engine.workflows[workflow] as unknown as AnyClient
    const run = await patiently(() => start(input, { id, ...(tenant !== undefined && { tenant }) }))
    noteTold(told, { kind: "started", run: id })
    const cancelled = cancels === undefined ? Promise.resolve() : cancel(id, cancels)
    return { ended: Promise.all([follow(run), cancelled]).then(() => undefined) }
  }
}
