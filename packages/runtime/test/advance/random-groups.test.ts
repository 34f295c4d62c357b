import { describe, expect, it } from "vitest"
import { type Driver, drive, modes } from "./frame-driver.ts"
import { dice, randomScript } from "./random-script.ts"

/** Lets things happen in some order until the run ends; answers what was asked of the world. */
const playOut = (run: Driver, seed: number, isAwaited: boolean): readonly string[] => {
  const { below, pick } = dice(seed)
  const asked: string[] = [...run.asked()]
  const mayCancel = below(4) === 0
  for (let moves = 0; run.end() === undefined; moves++) {
    if (moves > 2000) throw new Error("it never ends")
    const { steps, late, over } = { steps: run.running(), late: run.deadlines(), over: run.cleanUps() }
    const ways = [
      ...steps.map((name) => () => run.step(name)),
      ...steps.map((name) => () => run.step(name, below(3) === 0 ? failed : kept)),
      ...late.slice(0, 1).map((wait) => () => run.expire(wait)),
      ...over.slice(0, below(4) === 0 ? 1 : 0).map((wait) => () => run.force(wait)),
      ...(run.sleeps() > 0 ? [() => void run.wake()] : []),
      ...(mayCancel && moves > 2 && run.frame().cancelled === undefined ? [() => run.cancel("enough")] : []),
    ]
    if (ways.length === 0) throw new Error("nothing can happen any more")
    pick(ways)()
    asked.push("-", ...run.asked())
  }
  if (isAwaited) {
    expect([...run.strands().values()]).not.toContain("running")
    expect([...run.deadlines(), ...run.cleanUps()]).toEqual([])
  }
  return asked
}

const kept = { ok: true, value: "kept" } as const
const failed = { ok: false, error: "failed" } as const

/** Thousands more were played once. */
const seeds = Array.from({ length: 250 }, (_, at) => at)

describe("random groups", () => {
  it("N.2 F04.5 SEMANTICS 23 come to the same end however their frame is kept, and always to one", () => {
    for (const seed of seeds) {
      const script = randomScript(dice(seed))
      // What nobody waits for may be at work when its run ends.
      const isAwaited = !JSON.stringify(script).includes('"begin"')
      try {
        const [first, ...others] = modes.map((mode) => playOut(drive(script, mode), seed, isAwaited))
        for (const other of others) expect(other).toEqual(first)
        expect(first?.at(-1)).not.toContain("can never come")
      } catch (error) {
        throw new Error(`seed ${seed}: ${JSON.stringify(script)}`, { cause: error })
      }
    }
  })
})
