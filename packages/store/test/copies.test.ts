import { backUpDatabase, openSqliteStore } from "@statewright/store"
import { copyFileSync, statSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it, onTestFinished } from "vitest"
import { moving, starting } from "../src/contract/transitions.ts"
import { temporaryFolder } from "./temporary-folder.ts"

/** A database whose run `a` moves on, and with each move another run begins. */
const busyDatabase = async () => {
  const folder = temporaryFolder()
  const path = join(folder, "app.db")
  const store = await openSqliteStore({ path, durability: "normal" })
  onTestFinished(() => store.close())
  const answer = await store.lead({ at: 0, tick: 0 })
  if (answer.status !== "leader") throw new Error("must lead")
  const { epoch } = answer.lease
  await store.commit(epoch, [starting("a")])
  let moves = 0
  const move = async (): Promise<void> => {
    const n = moves + 1
    const frame = { kind: "delta", delta: `+${n} ${"x".repeat(3_000)}` } as const
    await store.commit(epoch, [moving("a", n, { frame }), starting(String(n))])
    moves = n
  }
  return { folder, path, store, move, moves: () => moves }
}

/** How many moves a copy holds; fails where it holds one in part, or is damaged. */
const movesIn = async (path: string): Promise<number> => {
  const store = await openSqliteStore({ path })
  expect(await store.check()).toEqual([])
  const moves = ((await store.run("a"))?.rev ?? 0) - 1
  expect((await store.counts()).runs.running).toBe(moves + 1)
  expect((await store.frame("a"))?.deltas).toHaveLength(moves)
  await store.close()
  return moves
}

describe("a copy of a database", () => {
  it("N.8 that `backUpDatabase` makes under load holds all that was acknowledged before, and nothing in part (fault 39)", async () => {
    const { folder, path, store, move, moves } = await busyDatabase()
    const until = { copied: false }
    const load = (async () => {
      while (!until.copied) {
        await move()
        await new Promise((resolve) => setImmediate(resolve))
      }
    })()
    for (let copy = 0; copy < 8; copy++) {
      const before = moves()
      const target = join(folder, `copy-${copy}.db`)
      expect(await backUpDatabase(path, target)).toBeGreaterThan(0)
      const held = await movesIn(target)
      expect(held).toBeGreaterThanOrEqual(before)
      expect(held).toBeLessThanOrEqual(moves())
    }
    until.copied = true
    await load
    expect(await store.check()).toEqual([])
  })

  it("N.8 without the log beside it is an earlier state, and whole (fault 39)", async () => {
    const { folder, path, move, moves } = await busyDatabase()
    const held: number[] = []
    // Until the log was folded in for the first time.
    while (statSync(path).size < 1_000_000) await move()
    for (let copy = 0; copy < 12; copy++) {
      for (let n = 0; n < 40; n++) await move()
      const target = join(folder, `copy-${copy}.db`)
      // Nobody folds the log in at this moment; a plain copy cannot know that, and `backUpDatabase` need not.
      copyFileSync(path, target)
      held.push(await movesIn(target))
    }
    expect(held).toEqual(held.toSorted((a, b) => a - b))
    expect(Math.max(...held)).toBeGreaterThan(0)
    expect(Math.max(...held)).toBeLessThan(moves())
  })
})
