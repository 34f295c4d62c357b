import { openSqliteStore } from "@statewright/store"
import { describe, expect, it } from "vitest"
import { observe } from "./history/history.ts"
import { type Effect, readEffects } from "./log/effect-log.ts"
import { dialBreaker, dialLives, dialProbes } from "./rush/dial-breaker.ts"
import { newSite, onCopy, type Site } from "./site/site.ts"
import { startWorker } from "./worker/worker-process.ts"

/** How many attempts of each process were alive at once, at most, in the order in which the processes lived. */
const mostAlive = (effects: readonly Effect[]): readonly number[] => {
  const byProcess = Map.groupBy(effects, ({ by }) => by)
  return [...byProcess.values()].map((ofOne) => {
    const alive = new Set<string>()
    let most = 0
    for (const { step, key, attempt } of ofOne) {
      if (step === "dial begins") alive.add(`${key} ${attempt}`)
      else alive.delete(`${key} ${attempt}`)
      most = Math.max(most, alive.size)
    }
    return most
  })
}

const stateOf = (site: Site): Promise<string | undefined> =>
  onCopy(site, async (path) => {
    const store = await openSqliteStore({ path })
    const rows = await store.breakers()
    await store.close()
    return rows.find(({ key }) => key === dialBreaker.key)?.state
  })

describe("a process that is killed while a probe of a breaker is at work", () => {
  it("F05.5 F05.7 N.2 leaves the breaker half-open and no place taken: never more probes than may be, and it closes once somebody answers (fault 25)", async () => {
    const site = await newSite()
    const runs = Array.from({ length: 8 }, (_, n) => ({ id: `dial ${n}`, workflow: "dialUp", input: { n } }) as const)
    for (let life = 1; life < dialLives; life++) {
      // The first one calls alone, so that whoever calls behind its failures is a probe.
      expect(await startWorker(site, { runs: runs.slice(0, life === 1 ? 1 : runs.length) }).ended).toBe("SIGKILL")
      expect(await stateOf(site)).toBe("half-open")
    }
    expect(await startWorker(site, { runs }).ended).toBe("done")
    expect(await stateOf(site)).toBe("closed")
    const { runs: ended } = await observe(site)
    expect(ended.map(({ row }) => row.status)).toEqual(runs.map(() => "completed"))
    const most = mostAlive(readEffects(site.effects))
    expect(most).toHaveLength(dialLives)
    for (const alive of most.slice(0, -1)) expect(alive).toBeLessThanOrEqual(dialProbes)
  })
})
