import { createEngine } from "@statewright/runtime"
import type { Engine, Run, RunDetail } from "@statewright/runtime"
import { workflows } from "./generated/index.ts"
import { newDatabase } from "./new-database.ts"
import { freshWorld, world } from "./world.ts"

type Start = (engine: Engine<typeof workflows>) => Promise<Run<unknown>>

/** Runs a workflow to its end by engines that each get one attempt at a step done, and are closed within the next. */
export const interruptedRun = async (start: Start): Promise<RunDetail> => {
  const database = await newDatabase()
  let ended: RunDetail | undefined
  while (ended === undefined) {
    freshWorld()
    const second = Promise.withResolvers<undefined>()
    world.meet = async () => {
      if (world.entered.length === 1) return
      second.resolve(undefined)
      await new Promise(() => {})
    }
    await using engine = await createEngine({ database, workflows, durability: "normal" })
    const run = await start(engine)
    // Once the engine is closed, nobody hears of the outcome.
    const outcome = run.outcome().then(
      () => run.info(),
      () => undefined,
    )
    ended = await Promise.race([second.promise, outcome])
    if (ended === undefined) await firstIsStored(run)
  }
  freshWorld()
  return ended
}

const firstIsStored = async (run: Run<unknown>): Promise<void> => {
  const [first] = world.entered
  const isAtWork = async (): Promise<boolean> =>
    (await run.info()).steps.some(
      ({ wait, status, attempts }) =>
        first?.idempotencyKey === `${run.id}/main/${wait}` && status === "running" && attempts === first.attempt,
    )
  while (await isAtWork()) await new Promise((resolve) => setImmediate(resolve))
}
