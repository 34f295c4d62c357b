import type { Store } from "@statewright/store"
import { setTimeout } from "node:timers/promises"

import { eventsSince, nothingSeen, type RunEvent, type RunFacts, seenIn } from "./run-event.ts"

/** What a look at a run found. */
export interface Look {
  readonly events: readonly RunEvent[]
  readonly facts: RunFacts
}

/** The shortest time between two looks, in milliseconds. */
const every = 100

/** A look may cost at most this share of the time: a run of many steps is looked at less often. */
const share = 1 / 20

/**
 * Looks at a run again and again until it rests for good or `signal` is aborted. `store` must be a connection of its
 * own: only then does it notice what the engine writes.
 */
export const watchRun = async function* (store: Store, runId: string, signal: AbortSignal): AsyncGenerator<Look> {
  let seen = nothingSeen
  let wait = 0
  while (!signal.aborted) {
    const began = performance.now()
    const facts = await factsOf(store, runId)
    if (facts !== undefined) {
      yield { events: eventsSince(seen, facts), facts }
      if (facts.run.status !== "running" && facts.run.status !== "queued") return
      seen = seenIn(facts)
    }
    wait = Math.max(every, (performance.now() - began) / share)
    do await pause(wait, signal)
    while (!signal.aborted && !(await store.changed()))
  }
}

const factsOf = async (store: Store, runId: string): Promise<RunFacts | undefined> => {
  const run = await store.run(runId)
  if (run === undefined) return undefined
  return {
    run,
    steps: await store.steps(runId),
    attempts: await store.attempts(runId),
    timers: await store.timers(runId),
    waits: await store.waits(runId),
    received: await store.received(runId),
  }
}

const pause = async (millis: number, signal: AbortSignal): Promise<void> => {
  try {
    await setTimeout(millis, undefined, { signal })
  } catch {
    // Whoever aborted knows why.
  }
}
