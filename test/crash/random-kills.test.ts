import { rm } from "node:fs/promises"
import { describe, expect, it } from "vitest"
import { allFound } from "./chaos/found.ts"
import { chaosRound } from "./chaos/round.ts"

/** In all, in ms; each seed has its share. */
const time = 60_000

const fresh = Number(process.env["STATEWRIGHT_SEED"] ?? Date.now() % 1_000_000)
const seeds = [...allFound().map(({ seed }) => seed), fresh]

describe("processes that work on one file and are killed and frozen at random (fault 7)", () => {
  it.each(seeds)(
    "N.2 N.5 keep every promise under seed %i",
    async (seed) => {
      const { violations, site } = await chaosRound(seed, { millis: time / seeds.length, patience: 60_000 })
      expect(violations, `pnpm chaos --seed ${seed}; what is left: ${site.folder}`).toEqual([])
      await rm(site.folder, { recursive: true })
    },
    // Only a bound: on a busy machine processes begin slowly.
    300_000,
  )
})
