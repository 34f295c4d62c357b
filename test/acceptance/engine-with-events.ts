import { createEngineWith } from "@statewright/runtime"
import type { Engine, Run, RunDetail } from "@statewright/runtime"
import type { SentEvents } from "@statewright/testing"
import { workflows } from "./generated/index.ts"
import { newDatabase } from "./new-database.ts"
import { virtualClock } from "./virtual-clock.ts"

/** An event, and after how many hours it is sent. */
export interface Sent {
  readonly after: number
  readonly name: string
  readonly payload: unknown
}

/** The same for the test kit. */
export const asSent = (list: readonly Sent[]): SentEvents => {
  const names = [...new Set(list.map(({ name }) => name))]
  const eventsOf = (name: string) =>
    list
      .filter((each) => each.name === name)
      .map(({ after, payload }) => (after === 0 ? payload : { after: `${after} hours` as const, payload }))
  return Object.fromEntries(names.map((name) => [name, eventsOf(name)]))
}

interface Told {
  readonly now: number
  readonly list: readonly Sent[]
  readonly start: (engine: Engine<typeof workflows>) => Promise<Run<unknown>>
  /** Closes the engine after so many hours, each time, and opens the file again. */
  readonly reopen?: number
}

const hour = 3_600_000

/** Runs a workflow by engines on a file, while hours pass and events are sent. */
export const engineWithEvents = async ({ now, list, start, reopen }: Told): Promise<RunDetail> => {
  const database = await newDatabase()
  const clock = virtualClock(now)
  const open = () =>
    createEngineWith(clock.services, { database, workflows, durability: "normal", eventRetention: "30 days" })
  let engine = await open()
  const send = async (at: number): Promise<void> => {
    for (const { after, name, payload } of list) if (after === at) await engine.events.send({ name, payload })
  }
  try {
    await send(0)
    let run = await start(engine)
    for (let at = 1; ; at++) {
      const info = await atRest(run)
      if (info.status !== "running") return info
      if (reopen !== undefined && at % reopen === 0) {
        await engine.close()
        engine = await open()
        run = await start(engine)
      }
      clock.pass(hour)
      await atRest(run)
      await send(at)
    }
  } finally {
    await engine.close()
  }
}

/** When no step is at work, and what is due has happened. */
const atRest = async (run: Run<unknown>): Promise<RunDetail> => {
  for (let quiet = 0; ; quiet++) {
    const info = await run.info()
    if (info.steps.some(({ status }) => status === "running")) quiet = 0
    if (quiet === 5) return info
    await new Promise((resolve) => setImmediate(resolve))
  }
}
