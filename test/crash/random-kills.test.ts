import { setTimeout } from "node:timers/promises"
import { describe, expect, it } from "vitest"
import { violationsOf } from "./checker.ts"
import { expectedTours } from "./expected-tours.ts"
import { historyOf, observe } from "./history.ts"
import type { Observation } from "./history.ts"
import { randomFrom } from "./random.ts"
import { resumeParked } from "./resume-parked.ts"
import { newSite } from "./site.ts"
import { startWorker } from "./worker-process.ts"

const kills = 24

describe("a process that is killed at random", () => {
  it("N.2 leaves every time what the next one can go on with", async () => {
    const seed = Number(process.env["STATEWRIGHT_SEED"] ?? Date.now() % 1_000_000)
    process.stdout.write(`STATEWRIGHT_SEED=${seed}\n`)
    const random = randomFrom(seed)
    const site = await newSite()
    const runs: { id: string; doors: number }[] = []
    const observations: Observation[] = []

    for (let life = 0; life < kills; life++) {
      // Two more in each life, so that some are always at work.
      for (const side of ["a", "b"]) runs.push({ id: `tour-${life}-${side}`, doors: 2 + Math.floor(random() * 8) })
      const worker = startWorker(site, { runs })
      // Most die at work, some while they open the database.
      const [word, within] = random() < 0.8 ? (["leader", 400] as const) : (["", 300] as const)
      if (word !== "") await worker.said(word)
      await setTimeout(random() * within)
      worker.kill()
      await worker.ended
      // What a copy is read for must not always be read: the next process may be the first to open the database.
      if (random() < 0.3) observations.push(await observe(site))
    }
    // Whoever was at work in three lives in a row is taken for what ended them, and waits for a word.
    do expect(await startWorker(site, { runs }).ended).toBe("done")
    while ((await resumeParked(site)).length > 0)
    const history = await historyOf(site, { kills, observations, expected: await expectedTours(runs) })
    expect(violationsOf(history), `STATEWRIGHT_SEED=${seed}`).toEqual([])
    expect(history.end.runs).toHaveLength(runs.length)
  })
})
