import { setTimeout } from "node:timers/promises"
import type { KillPoint } from "@statewright/store/kill-point"
import { historyOf, observe } from "../history/history.ts"
import type { Observation } from "../history/history.ts"
import { violationsOf } from "../invariant/checker.ts"
import type { Violation } from "../invariant/checker.ts"
import { allEnded } from "../site/all-ended.ts"
import { resumeParked } from "../site/resume-parked.ts"
import { newSite } from "../site/site.ts"
import type { Site } from "../site/site.ts"
import { expectedTours } from "../tours/expected-tours.ts"
import type { RunOrder } from "../worker/orders.ts"
import { startWorker, type WorkerProcess } from "../worker/worker-process.ts"
import { makeCrew, takeOverAfter } from "./crew.ts"
import { diceOf } from "./dice.ts"
import { makeNemesis } from "./nemesis.ts"
import type { Deeds } from "./nemesis.ts"

/** What a round of chaos came to. */
export interface Round {
  readonly seed: number
  readonly site: Site
  readonly violations: readonly Violation[]
  readonly deeds: Deeds
  readonly runs: number
  readonly effects: number
  /** Events that were sent, and how often one was taken. */
  readonly events: number
  readonly taken: number
  readonly leads: number
}

/** What a round is to be like. */
export interface RoundOptions {
  /** How long processes are killed. */
  readonly millis: number
  /** How long whoever is left has to bring all runs to their ends, in ms. */
  readonly patience: number
  /** The named place at which most die; any if absent. */
  readonly at?: KillPoint
}

/** Lets a crew work under a nemesis for so long, then in peace until all runs have ended, and judges what happened. */
export const chaosRound = async (seed: number, { millis, patience, at }: RoundOptions): Promise<Round> => {
  const site = await newSite(`chaos-${seed}`)
  const dice = diceOf(seed)
  const crew = makeCrew(site, dice, at)
  const nemesis = makeNemesis(crew, diceOf(seed + 1))
  const observations: Observation[] = []
  const until = Date.now() + millis
  while (Date.now() < until) {
    crew.refill()
    await nemesis.strike()
    if (!dice.chance(0.1)) continue
    await crew.killAll()
    observations.push(await observe(site))
  }
  await crew.killAll()
  observations.push(await observe(site))
  const problems = [...crew.failures, ...(await settle(site, crew.orders(), patience))]
  const history = await historyOf(site, { observations, expected: await expectedTours(crew.orders()) })
  return {
    seed,
    site,
    violations: [
      ...problems.map((what) => ({ invariant: "I0 no process fails by itself", what })),
      ...(await violationsOf(history)),
    ],
    deeds: nemesis.deeds,
    runs: history.end.runs.length,
    effects: history.effects.length,
    events: history.end.events.length,
    taken: history.end.runs.reduce((sum, { received }) => sum + received.length, 0),
    leads: history.leads.length,
  }
}

/** Runs that nobody ordered come from those that somebody did, and end later. */
const lastEnd = async (site: Site, worker: WorkerProcess, ordered: number): Promise<void> => {
  // Before it has asked for all of them, all that there are may have ended.
  await worker.said("started", ordered)
  do await setTimeout(250)
  while (worker.lives() && !(await allEnded(site)))
  worker.kill("SIGTERM")
  await worker.ended
}

/** So often parked runs are told to go on; what rests then is left behind, and the checker says so. */
const words = 5

/** Whoever was at work in three lives in a row is taken for what ended them, and waits for a word. */
const settle = async (site: Site, orders: readonly RunOrder[], patience: number): Promise<readonly string[]> => {
  const runs = orders.map(({ id, workflow, input, tenant }) => ({
    id,
    workflow,
    input,
    ...(tenant !== undefined && { tenant }),
  }))
  for (let said = 0; said === 0 || (said <= words && (await resumeParked(site)).length > 0); said++) {
    const worker = startWorker(site, { runs, stays: true, takeOverAfter })
    const stop = new AbortController()
    const late = setTimeout(patience, "late" as const, { signal: stop.signal }).catch(() => "done" as const)
    try {
      if ((await Promise.race([lastEnd(site, worker, runs.length), late])) === "late") {
        worker.kill()
        await worker.ended
        return []
      }
    } catch (error) {
      return [String(error)]
    } finally {
      stop.abort()
    }
  }
  return []
}
