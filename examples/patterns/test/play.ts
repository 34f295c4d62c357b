import { createEngineWith, RunEnded, type RunDetail } from "@statewright/runtime"
import { Duration } from "effect"
import { workflows } from "../src/generated/index.ts"
import type { Case } from "./case.ts"
import { passingClock } from "./passing-clock.ts"

/** Runs a case on a database until its run has ended, however far another process has come with it. */
export const play = async (folder: string, played: Case): Promise<RunDetail> => {
  const { workflow, input, events = [], cancelAfter } = played
  const clock = passingClock(`${folder}/clock`)
  await using engine = await createEngineWith(clock.services, {
    database: `${folder}/app.db`,
    workflows,
    durability: "normal",
  })
  const client = Object.entries(engine.workflows).find(([name]) => name === workflow)?.[1]
  if (client === undefined) throw new Error(`There is no workflow \`${workflow}\`.`)
  // The case says what fits.
  const run = await client.start(input as never, { id: runId })
  const progress = { isOver: false }
  const over = run.outcome().then(() => (progress.isOver = true))
  const isDue = (after: Case["cancelAfter"]): boolean => clock.passed() >= Duration.toMillis(after ?? 0)
  let sent = 0
  let isCancelled = false
  while (!progress.isOver) {
    for (const { name, payload, after } of events.slice(sent)) {
      if (!isDue(after)) break
      await engine.events.send({ name, payload, id: `${name} ${sent}`, to: runId }).catch(ignoreEnd)
      sent += 1
    }
    if (cancelAfter !== undefined && !isCancelled && isDue(cancelAfter)) {
      await run.cancel().catch(ignoreEnd)
      isCancelled = true
    }
    await quiet()
    if (!progress.isOver) clock.pass(anHour)
  }
  await over
  return await run.info()
}

/** The one run of a case. */
export const runId = "run"

const anHour = 3_600_000

/** Some turns of the event loop, in which all that can happen without time happens. */
const quiet = async (): Promise<void> => {
  for (let turn = 0; turn < 40; turn++) await new Promise((resolve) => setImmediate(resolve))
}

/** What went on after a kill may have ended before it is told once more. */
const ignoreEnd = (error: unknown): void => {
  if (!(error instanceof RunEnded)) throw error
}
