import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Latch from "effect/Latch"
import type { DueReplay, Store } from "@statewright/store"
import { historyOf } from "./letter-history.ts"
import type { Programs } from "../engine/programs.ts"
import { outlast } from "../trouble/outlast.ts"
import type { StartAnswer, StartWork } from "../writer/work.ts"

/** Starts the replays of dead letters when their turn comes. */
export interface ReplayDue {
  /** A replay was stored. */
  readonly nudge: () => void
  readonly run: Effect.Effect<never, unknown>
}

/** How long it sleeps at most, in ms: a clock that was moved is noticed within this time. */
const longestSleep = 60_000

/** How long it waits after the store failed. */
const pause = "250 millis"

/** So many start at once, so that other work goes on between. */
const batch = 100

/** So many are looked at: what belongs to workflows that are not here must not stand before all others. */
const mostDue = 10_000

/** Makes what starts replays; one whose workflow is not here waits for an engine that has it. */
export const makeReplayDue = (store: Store, programs: Programs, submit: (work: StartWork) => void): ReplayDue => {
  const nudged = Latch.makeUnsafe()
  const started = new Set<string>()

  const start = async ({ id, workflow, replayRun }: DueReplay): Promise<void> => {
    const program = programs.latest(workflow)
    if (program === undefined || replayRun === null || started.has(replayRun)) return
    const letter = await store.letter(id)
    if (letter?.status !== "waiting" || letter.replayRun !== replayRun) return
    const { runInput, replayInput, tenant } = letter
    started.add(replayRun)
    const answer = ({ status }: StartAnswer): void => {
      started.delete(replayRun)
      // What could not be stored is tried again, but not at once.
      if (status === "started") nudged.openUnsafe()
    }
    submit({
      kind: "start",
      runId: replayRun,
      program,
      input: replayInput ?? runInput,
      facts: { ...historyOf(letter).start, replays: id, ...(tenant !== "" && { tenant }) },
      answer,
    })
  }

  const round = Effect.gen(function* () {
    nudged.closeUnsafe()
    const now = yield* Clock.currentTimeMillis
    const next = yield* read(() => store.nextReplay())
    if (next !== undefined && next <= now) {
      for (const due of yield* read(() => store.lettersDue({ at: now, limit: mostDue }))) {
        if (started.size >= batch) break
        yield* read(() => start(due))
      }
    }
    if (next === undefined) return yield* nudged.await
    // What is due and cannot be started here is looked at now and then.
    const sleep = next <= now ? longestSleep : Math.min(next - now, longestSleep)
    yield* Effect.raceFirst(Effect.sleep(sleep), nudged.await)
  })

  return { nudge: () => nudged.openUnsafe(), run: outlast("Replays of dead letters could not be read", pause, round) }
}

const read = <Answer>(ask: () => Promise<Answer>): Effect.Effect<Answer, unknown> =>
  Effect.tryPromise({ try: ask, catch: (error) => error })
