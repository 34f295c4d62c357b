import { createEngine } from "@statewright/runtime"
import type { Engine, Run, RunDetail, RunInfo } from "@statewright/runtime"
import { workflows } from "./generated/index.ts"
import { newDatabase } from "./new-database.ts"
import { freshWorld, world } from "./world.ts"

type Start = (engine: Engine<typeof workflows>) => Promise<Run<unknown>>

/** Runs a workflow, and those that it starts, by engines that each get one attempt at a step done, and are closed within the next. */
export const interruptedChildren = async (
  start: Start,
  /** So many runs there are in the end; those that nobody waits for are waited for here. */
  count = 1,
): Promise<{ readonly run: RunDetail; readonly children: readonly RunInfo[] }> => {
  const database = await newDatabase()
  for (;;) {
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
      async () => ((await allEnded(engine, count)) ? run.info() : undefined),
      () => undefined,
    )
    const ended = await Promise.race([second.promise, outcome])
    if (ended !== undefined) {
      freshWorld()
      const { runs } = await engine.runs.list({ limit: 1000 })
      return { run: ended, children: runs.filter(({ id }) => id !== run.id) }
    }
    await firstIsStored(engine)
  }
}

const allEnded = async (engine: Engine<typeof workflows>, count: number): Promise<boolean> => {
  for (;;) {
    const { runs } = await engine.runs.list({ limit: 1000 })
    if (runs.length >= count && runs.every(({ status }) => status !== "running" && status !== "queued")) return true
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const firstIsStored = async (engine: Engine<typeof workflows>): Promise<void> => {
  const [first] = world.entered
  if (first === undefined) return
  const isAtWork = async (): Promise<boolean> =>
    (await engine.runs.get(first.runId)).steps.some(
      ({ wait, status, attempts }) =>
        first.idempotencyKey === `${first.runId}/main/${wait}` && status === "running" && attempts === first.attempt,
    )
  while (await isAtWork()) await new Promise((resolve) => setImmediate(resolve))
}
