import { join } from "node:path"
import { DiskFull, openSqliteStore } from "@statewright/store"
import type { SqliteOptions, Store } from "@statewright/store"
import { Context, Logger } from "effect"
import { beforeEach, describe, expect, it } from "vitest"
import { createEngineWith, OpenStore } from "../../src/index.ts"
import { newDatabase } from "./new-database.ts"
import { workflows, world } from "./programs.ts"
import { smallDisk } from "./small-disk.ts"
import { until } from "./until.ts"
import { virtualTime } from "./virtual-time.ts"

/** What an engine logs. */
const logged = () => {
  const lines: string[] = []
  const logger = Logger.make(({ logLevel, message }) => void lines.push(`${logLevel} ${String([message].flat()[0])}`))
  return { lines, services: Context.make(Logger.CurrentLoggers, new Set([logger])) }
}

beforeEach(() => {
  world.calls = []
  world.act = async () => "done"
})

describe("an engine on a disk that is full", () => {
  it("N.8 refuses starts, keeps all that it acknowledged, and goes on by itself once there is room (fault 34)", async () => {
    const disk = smallDisk()
    const database = join(disk.folder, "app.db")
    const log = logged()
    const services = Context.merge(disk.services, log.services)
    const engine = await createEngineWith(services, { database, workflows })
    const answered = Promise.withResolvers<string>()
    world.act = () => answered.promise
    const inFlight = await engine.workflows.workOnce.start("in flight", { id: "in-flight" })
    await until(() => world.calls.length === 1)
    world.act = async () => "x".repeat(20_000)
    disk.fill()

    const acknowledged: string[] = []
    const refused: { readonly id: string; readonly error: unknown }[] = []
    while (refused.length < 3) {
      const id = `run-${acknowledged.length + refused.length}`
      const start = engine.workflows.workOnce.start("y".repeat(20_000), { id })
      await start.then(
        () => acknowledged.push(id),
        (error: unknown) => refused.push({ id, error }),
      )
    }
    for (const { error } of refused) expect(error).toMatchObject({ _tag: "DiskFull", code: "STORE-012" })
    answered.resolve("kept")
    expect((await inFlight.info()).status).toBe("running")

    disk.free()
    expect(await inFlight.result()).toBe("kept")
    for (const id of acknowledged) expect(await (await engine.workflows.workOnce.get(id)).result()).toHaveLength(20_000)
    for (const { id } of refused) await expect(engine.runs.get(id)).rejects.toMatchObject({ _tag: "RunNotFound" })
    expect(world.calls.filter(({ input }) => input === "in flight")).toHaveLength(1)
    await engine.close()

    const store = await openSqliteStore({ path: database })
    expect(await store.check()).toEqual([])
    expect(await store.counts()).toMatchObject({ runs: { completed: acknowledged.length + 1, running: 0 } })
    await store.close()
  })

  it("N.8 says so before it begins, and begins once there is room (fault 34)", async () => {
    const disk = smallDisk()
    const database = join(disk.folder, "app.db")
    const options = { database, workflows } as const
    const first = await createEngineWith(disk.services, options)
    await (await first.workflows.workOnce.start("a")).result()
    await first.close()
    disk.fill()
    await expect(createEngineWith(disk.services, options)).rejects.toMatchObject({ _tag: "DiskFull" })
    disk.free()
    await using second = await createEngineWith(disk.services, options)
    expect(await (await second.workflows.workOnce.start("b")).result()).toBe("done")
    expect((await second.runs.list()).runs).toHaveLength(2)
  })

  it("N.8 closes there, and what was at work goes on where it is opened again (fault 34)", async () => {
    const disk = smallDisk()
    const options = { database: join(disk.folder, "app.db"), workflows } as const
    const services = Context.merge(disk.services, logged().services)
    const first = await createEngineWith(services, options)
    world.act = () => new Promise(() => {})
    await first.workflows.workOnce.start("x", { id: "in-flight" })
    await until(() => world.calls.length === 1)
    disk.fill()
    const starts = async (): Promise<boolean> => {
      const start = first.workflows.workOnce.start("y".repeat(20_000))
      return start.then(
        () => true,
        () => false,
      )
    }
    while (await starts());
    await first.close()
    disk.free()
    world.act = async () => "done"
    await using second = await createEngineWith(services, options)
    expect(await (await second.workflows.workOnce.get("in-flight")).result()).toBe("done")
  })

  it("N.8 says so once, then once a minute, and that it is over (fault 34)", async () => {
    const disk = { full: false, refused: 0 }
    const open = async (options: SqliteOptions): Promise<Store> => {
      const store = await openSqliteStore(options)
      const commit: Store["commit"] = async (epoch, batch) => {
        if (!disk.full) return store.commit(epoch, batch)
        disk.refused++
        throw new DiskFull(options.path)
      }
      return { ...store, commit }
    }
    const [time, log] = [virtualTime(), logged()]
    const services = Context.mergeAll(time.services, log.services, Context.make(OpenStore, open))
    await using engine = await createEngineWith(services, { database: await newDatabase(), workflows })
    const run = await engine.workflows.nap.start(undefined)
    disk.full = true
    await time.pass("1 day")
    // 5 minutes and a bit.
    for (let second = 0; second < 303; second++) await time.pass("1 second")
    expect(disk.refused).toBeGreaterThan(300)
    disk.full = false
    await time.pass("250 millis")
    expect(await run.result()).toBe("woke")
    expect(log.lines).toEqual([
      "Error The database could not be written; trying again until it works.",
      ...[60, 120, 180, 240, 300].map((at) =>
        expect.stringMatching(new RegExp(`^Error .* for ${at} s, \\d+ times; still`)),
      ),
      expect.stringMatching(/^Info The database could not be written for 30\d s, \d+ times; it works again\.$/),
    ])
  })
})
