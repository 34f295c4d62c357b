import { describe, expect, it } from "vitest"
import { observe } from "./history/history.ts"
import { type Effect, readEffects } from "./log/effect-log.ts"
import { rushLimits } from "./rush/rush-limits.ts"
import { newSite } from "./site/site.ts"
import type { Death } from "./worker/orders.ts"
import { startWorker } from "./worker/worker-process.ts"

const rushes = (lane: string, count: number, mines: readonly number[] = []) =>
  Array.from({ length: count }, (_, n) => {
    const input = { n, lane, isMine: mines.includes(n) }
    return { id: `${lane} ${n}`, workflow: "rush", input } as const
  })

const laneOf = ({ run }: Effect): string => run.split(" ")[0] ?? ""

/** How many attempts in one lane were alive at once, at most: those of a dead process are not. */
const mostAlive = (effects: readonly Effect[]): number => {
  const alive = new Map<string, Set<string>>()
  let most = 0
  for (const effect of effects) {
    const where = `${effect.by} ${laneOf(effect)}`
    const calls = alive.get(where) ?? new Set()
    alive.set(where, calls)
    if (effect.step === "dash begins") calls.add(effect.key)
    else calls.delete(effect.key)
    most = Math.max(most, calls.size)
  }
  return most
}

/** The runs of a lane in the order in which they first did something. */
const orderIn = (lane: string, effects: readonly Effect[]): readonly string[] => [
  ...new Set(effects.filter((effect) => laneOf(effect) === lane).map(({ run }) => run)),
]

describe("a process that is killed with runs and calls in line", () => {
  it("P.9 N.2 loses none of them, never exceeds a limit, and keeps their order", async () => {
    const site = await newSite()
    const runs = ["a", "b"].flatMap((lane) => rushes(lane, 12))
    const deaths: readonly Death[] = [
      { at: "tx-after", hits: 4 },
      { at: "step-start", hits: 3 },
      { at: "tx-before", hits: 30 },
      { at: "step-end", hits: 6 },
      { at: "tx-after", hits: 20 },
    ]
    for (const dies of deaths) expect(await startWorker(site, { runs, dies }).ended).toBe("SIGKILL")
    expect(await startWorker(site, { runs }).ended).toBe("done")

    const { runs: ended } = await observe(site)
    expect(ended.map(({ row }) => row.status)).toEqual(runs.map(() => "completed"))
    const effects = readEffects(site.effects)
    expect(mostAlive(effects)).toBe(rushLimits.calls)
    for (const lane of ["a", "b"]) expect(orderIn(lane, effects)).toEqual(rushes(lane, 12).map(({ id }) => id))
    // Each process that died cut off what was at work in it, and nothing else was counted.
    const attempts = effects.filter(({ step }) => step === "dash begins").length
    expect(attempts).toBeGreaterThanOrEqual(runs.length * 2)
    expect(attempts).toBeLessThanOrEqual(runs.length * 2 + deaths.length * rushLimits.calls * 2)
  })

  it("P.9 N.2 SEMANTICS 18 blames none of those in line for a step that ends its process", async () => {
    const site = await newSite()
    const runs = rushes("mined", 200, [1])
    let lives = 0
    while ((await startWorker(site, { runs }).ended) === "SIGKILL") lives++
    expect(lives).toBe(3)
    const parked = (await observe(site)).runs.filter(({ row }) => row.status !== "completed")
    expect(parked.map(({ row }) => [row.id, row.status])).toEqual([["mined 1", "parked"]])
    expect(mostAlive(readEffects(site.effects))).toBe(rushLimits.calls)
  })
})
