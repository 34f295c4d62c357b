import { decodeValue } from "@statewright/model"
import type { KillPoint } from "@statewright/store/kill-point"
import { chance } from "@statewright/runtime/recorded"
import { describe, expect, it } from "vitest"
import type { z } from "zod"
import { readEffects } from "./log/effect-log.ts"
import { observe } from "./history/history.ts"
import { newSite } from "./site/site.ts"
import { startWorker } from "./worker/worker-process.ts"
import type { Stamp } from "./workflows/stamps.workflow.ts"

const points: readonly (readonly [KillPoint, readonly number[]])[] = [
  ["tx-before", [1, 2, 3]],
  ["tx-after", [1, 2, 3]],
  ["step-start", [1, 2, 3]],
  ["step-end", [1, 2, 3]],
]

type Seen = z.infer<typeof Stamp>

describe("a workflow that asks for time and chance, whose process is killed", () => {
  it.each(points)("A.8 N.1 at %s, at hits %j of its lives, goes on with what it saw", async (at, hits) => {
    const site = await newSite()
    const orders = { runs: [{ id: "stamps", workflow: "stamps", input: { doors: 5 } }] } as const
    for (const count of hits) {
      expect(await startWorker(site, { ...orders, dies: { at, hits: count } }).ended).toBe("SIGKILL")
    }
    expect(await startWorker(site, orders).ended).toBe("done")

    const [run] = (await observe(site)).runs
    const all = decodeValue(run?.row.output ?? "") as (Seen & { stamped: string })[] // the workflow's schema made it
    expect(all.map(({ stamped }) => stamped)).toEqual(all.map(({ id }) => id))
    expect(new Set(all.map(({ id }) => id)).size).toBe(5)
    // However often a step ran, and in whatever process, it was told what the workflow ended with.
    const told = readEffects(site.effects).map(({ input }) => JSON.parse(input) as Seen) // the step wrote it
    expect(told.length).toBeGreaterThanOrEqual(5)
    for (const { door, ...seen } of told) expect(all[door]).toMatchObject(seen)
    // And from what stands beside each move, the same can be computed again.
    const moves = run?.transitions.filter(({ movedBy }) => movedBy?.kind === "start" || movedBy?.kind === "step")
    expect(moves?.slice(0, 5).map(({ at, seed }) => [at, chance(seed ?? "").fraction()])).toEqual(
      all.map((each) => [each.at, each.chance]),
    )
  })
})
