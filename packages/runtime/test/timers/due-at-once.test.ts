import { openSqliteStore } from "@statewright/store"
import type { SqliteOptions, Store, Transition } from "@statewright/store"
import Database from "better-sqlite3"
import { Context } from "effect"
import { describe, expect, it } from "vitest"
import { createEngineWith, OpenStore } from "../../src/index.ts"
import { newDatabase } from "../engine/new-database.ts"
import { workflows, world } from "../engine/programs.ts"
import { until } from "../engine/until.ts"
import { virtualTime } from "../engine/virtual-time.ts"

const naps = 10_000

const isWakeUp = ({ movedBy }: Transition): boolean => movedBy?.kind === "timer"

describe("10,000 timers that are due at once", () => {
  it("N.2 fire once each, in batches, and a start that comes meanwhile is stored between them (fault 13)", async () => {
    const database = await newDatabase()
    const commits: { readonly wakeUps: number; readonly runs: readonly string[] }[] = []
    let meanwhile = (): void => {}
    const open = async (options: SqliteOptions): Promise<Store> => {
      const store = await openSqliteStore(options)
      const commit: Store["commit"] = async (epoch, batch) => {
        const results = await store.commit(epoch, batch)
        commits.push({ wakeUps: batch.filter(isWakeUp).length, runs: batch.map(({ runId }) => runId) })
        if (batch.some(isWakeUp)) meanwhile()
        return results
      }
      return { ...store, commit }
    }
    const time = virtualTime()
    const services = Context.add(time.services, OpenStore, open)
    await using engine = await createEngineWith(services, { database, workflows, durability: "normal" })
    world.act = async () => "done"
    await Promise.all(Array.from({ length: naps }, () => engine.workflows.nap.start(undefined)))
    commits.length = 0

    let answered: Promise<unknown> | undefined
    meanwhile = () => {
      answered ??= engine.workflows.workOnce.start("a", { id: "meanwhile" }).then((run) => run.result())
    }
    await time.pass("1 day")
    await until(() => commits.reduce((sum, { wakeUps }) => sum + wakeUps, 0) >= naps)
    expect(await answered).toBe("done")

    expect(Math.max(...commits.map(({ wakeUps }) => wakeUps))).toBeLessThanOrEqual(500)
    const wakeUpsAfter = (at: number): number => commits.slice(at + 1).reduce((sum, { wakeUps }) => sum + wakeUps, 0)
    const started = commits.findIndex(({ runs }) => runs.includes("meanwhile"))
    // The batch that was fired already goes first, and no other.
    expect(wakeUpsAfter(started)).toBeGreaterThanOrEqual(naps - 3 * 500)
    const connection = new Database(database, { readonly: true })
    const [fired] = connection
      .prepare("SELECT count(*) AS rows, count(DISTINCT run_id) AS runs FROM transitions WHERE kind = 'timer'")
      .all()
    expect(fired).toEqual({ rows: naps, runs: naps })
    expect(connection.prepare("SELECT count(*) FROM runs WHERE status <> 'completed'").pluck().get()).toBe(0)
    connection.close()
  })
})
