import { type KeyRing, openSqliteStore, type SqliteOptions, type Store } from "@statewright/store"
import Database from "better-sqlite3"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it, onTestFinished } from "vitest"
import { starting } from "../../src/contract/transitions.ts"
import { diskContents } from "../disk-contents.ts"
import { temporaryFolder } from "../temporary-folder.ts"
import { ringOf } from "./keys.ts"

interface Place {
  readonly folder: string
  readonly path: string
  /** Opens it for as long as `use` takes. */
  readonly open: <Result>(keys: KeyRing | undefined, use: (store: Store) => Promise<Result>) => Promise<Result>
  readonly opening: (keys: KeyRing | undefined, more?: Partial<SqliteOptions>) => Promise<Store>
}

const newPlace = (): Place => {
  const folder = temporaryFolder()
  const path = join(folder, "app.db")
  const opening: Place["opening"] = async (keys, more) => {
    const store = await openSqliteStore({ path, ...(keys !== undefined && { keys }), ...more })
    onTestFinished(() => store.close())
    return store
  }
  const open: Place["open"] = async (keys, use) => {
    const store = await opening(keys)
    try {
      return await use(store)
    } finally {
      await store.close()
    }
  }
  return { folder, path, open, opening }
}

/** A run of which everything that a person gave has `canary` in it. */
const storing = (runId: string, canary: string) => async (store: Store) => {
  const answer = await store.lead({ at: 0, tick: 0 })
  if (answer.status !== "leader") throw new Error("nobody else leads")
  const { epoch } = answer.lease
  const step = { frame: "main", waitId: "charge#1" }
  const results = await store.commit(epoch, [
    starting(runId, {
      run: {
        kind: "insert",
        workflow: "order",
        version: "v1",
        input: canary,
        state: "main.charge",
        tags: { customer: canary },
        admission: { priority: 0, lane: canary },
      },
      startSteps: [{ ...step, name: "charge", token: "t", input: canary }],
      openWaits: [
        {
          ...step,
          waitId: "paid#2",
          number: 2,
          name: "paid",
          site: "s",
          key: canary,
          given: canary,
          onTimeout: null,
          dueAt: null,
          after: null,
          trouble: null,
        },
      ],
      line: [{ kind: "join", ...step, place: runId.codePointAt(0) ?? 0, priority: 0, lane: canary }],
      rates: [{ rate: canary, at: 1, expiresAt: 9 }],
      locks: [{ kind: "ask", ...step, key: canary }],
    }),
    starting(`${runId}-parked`, {
      startSteps: [],
      run: {
        kind: "insert",
        workflow: "order",
        version: "v1",
        input: canary,
        state: "main.charge",
        becomes: { status: "parked", reason: canary },
      },
    }),
  ])
  expect(results.map(({ status }) => status)).toEqual(["committed", "committed"])
}

/** All that was stored of it, as the store gives it back. */
const reading = (runId: string, canary: string) => async (store: Store) => {
  const { runs } = await store.runs({ tags: { customer: canary }, limit: 9 })
  return {
    input: (await store.run(runId))?.input,
    found: runs.map(({ id, tags }) => [id, tags]),
    lane: (await store.admission(runId))?.lane,
    waiting: await store.waitingRuns({ name: "paid", site: "s", key: canary }),
    wait: (await store.waits(runId))[0]?.key,
    limits: await store.limits(0),
    place: (await store.places(runId))[0]?.lane,
    mutex: (await store.mutexesOf(runId))[0]?.key,
    groups: await store.runGroups("parked"),
    parked: (await store.run(`${runId}-parked`))?.parkedReason,
  }
}

const onDisk = (path: string, text: string): boolean =>
  ["", "-wal", "-shm"].some((end) => {
    try {
      return readFileSync(path + end).includes(text)
    } catch {
      return false
    }
  })

describe("the keys of a database", () => {
  it("F07.11 hide what was given, and change nothing for who has them (fault 55)", async () => {
    const [plain, sealed] = [newPlace(), newPlace()]
    const k1 = ringOf("k1")
    for (const [place, keys] of [
      [plain, undefined],
      [sealed, k1],
    ] as const) {
      await place.open(keys, storing("a", "CANARY"))
    }
    expect(onDisk(plain.path, "CANARY")).toBe(true)
    expect(onDisk(sealed.path, "CANARY")).toBe(false)
    expect(await sealed.open(k1, reading("a", "CANARY"))).toEqual(await plain.open(undefined, reading("a", "CANARY")))
    expect(await sealed.open(k1, reading("a", "CANARY"))).toMatchObject({
      input: "CANARY",
      found: [["a", { customer: "CANARY" }]],
    })
  })

  it("F07.11 are asked for before anything is written", async () => {
    const { open, folder, opening } = newPlace()
    await open(ringOf("k1"), storing("a", "CANARY"))
    const before = diskContents(folder)
    const wrong = { ...ringOf("x"), first: "k1", keys: new Map([["k1", new Uint8Array(32)]]) }
    await expect(opening(wrong)).rejects.toMatchObject({ _tag: "WrongKey", keyId: "k1", code: "STORE-021" })
    await expect(opening(wrong, { readsSealed: true })).rejects.toMatchObject({ _tag: "WrongKey" })
    await expect(opening(undefined)).rejects.toMatchObject({ _tag: "KeyMissing", keyIds: ["k1"], code: "STORE-022" })
    await expect(opening(ringOf("other"))).rejects.toMatchObject({ _tag: "KeyMissing", keyIds: ["k1"] })
    expect(diskContents(folder)).toEqual(before)
  })

  it("F07.11 rotate: what was sealed before stays readable and findable, and an old key goes when nothing needs it", async () => {
    const { open, opening, path } = newPlace()
    await open(ringOf("k1"), storing("a", "OLD"))
    const both = ringOf("k2", "k1")
    await open(both, storing("b", "NEW"))
    expect(await open(both, reading("a", "OLD"))).toMatchObject({ input: "OLD", found: [["a", {}]], waiting: ["a"] })
    expect(await open(both, reading("b", "NEW"))).toMatchObject({ input: "NEW", found: [["b", {}]], waiting: ["b"] })
    await expect(opening(ringOf("k2"))).rejects.toMatchObject({ _tag: "KeyMissing", keyIds: ["k1"] })
    // Whoever has only the old one reads what it opens.
    const reader = await opening(ringOf("k1"), { readsSealed: true })
    expect(await reader.run("a")).toMatchObject({ input: "OLD" })
    expect(await reader.run("b")).toMatchObject({ input: "!sealed no-key k2" })
    await reader.close()
    const connection = new Database(path)
    connection.pragma("foreign_keys = ON")
    connection.exec("DELETE FROM runs WHERE id LIKE 'a%'; DELETE FROM transitions WHERE run_id LIKE 'a%'")
    connection.close()
    expect(await open(ringOf("k2"), reading("b", "NEW"))).toMatchObject({ input: "NEW", found: [["b", {}]] })
    await open(ringOf("k3", "k2"), async () => undefined)
    await expect(opening(ringOf("k3"))).rejects.toMatchObject({ keyIds: ["k2"] })
  })

  it("F07.11 let who has none read what stands in clear, and write nothing that must not", async () => {
    const { open, opening } = newPlace()
    await open(ringOf("k1"), storing("a", "CANARY"))
    const store = await opening(undefined, { readsSealed: true })
    expect(await store.run("a")).toMatchObject({ workflow: "order", status: "running", input: "!sealed no-key k1" })
    expect(await store.run("a-parked")).toMatchObject({ parkedReason: "(sealed with key k1)" })
    const { runs } = await store.runs({ limit: 9 })
    expect(runs.find(({ id }) => id === "a")?.tags).toEqual({ customer: "(sealed with key k1)" })
    await expect(store.runs({ tags: { customer: "CANARY" }, limit: 9 })).rejects.toMatchObject({ _tag: "KeyMissing" })
    const event = { runId: "a", id: "e", kind: "event", name: "paid", payload: "CANARY", acceptedAt: 1 } as const
    await expect(store.insertInbox([event])).rejects.toMatchObject({ _tag: "KeyMissing" })
    expect(await store.inbox("a")).toEqual([])
  })

  it("F07.11 come to a database that had none: what is there stays readable and is found", async () => {
    const { open, path } = newPlace()
    const k1 = ringOf("k1")
    await open(undefined, storing("a", "OLD"))
    await open(k1, storing("b", "NEW"))
    expect(await open(k1, reading("a", "OLD"))).toMatchObject({
      input: "OLD",
      found: [["a", { customer: "OLD" }]],
      waiting: ["a"],
      lane: "OLD",
      mutex: "OLD",
      parked: "OLD",
    })
    expect(onDisk(path, "NEW")).toBe(false)
  })

  it("F07.11 do not come to a database that somebody works on without them", async () => {
    const { opening } = newPlace()
    const leader = await opening(undefined)
    await leader.lead({ at: 0, tick: 0 })
    await expect(opening(ringOf("k1"), { busyTimeout: 1 })).rejects.toMatchObject({
      _tag: "SealingHeld",
      code: "STORE-024",
    })
    await leader.close()
    const first = opening(ringOf("k1"))
    const second = opening(ringOf("k1"))
    await expect(Promise.all([first, second])).resolves.toHaveLength(2)
  })

  it("F07.11 tell a payload that was put in the place of another, and plain text that was put there, from what was stored", async () => {
    const { open, path } = newPlace()
    const k1 = ringOf("k1")
    await open(k1, async (store) => {
      await storing("a", "ONE")(store)
    })
    await open(k1, async (store) => {
      await storing("b", "TWO")(store)
    })
    const change = (sql: string): void => {
      const connection = new Database(path)
      expect(connection.prepare(sql).run().changes).toBeGreaterThan(0)
      connection.close()
    }
    change(`UPDATE run_payloads SET payload = (SELECT payload FROM run_payloads WHERE run_id = 'b') WHERE run_id = 'a'`)
    change(`UPDATE run_payloads SET payload = 'TWO' WHERE run_id = 'b'`)
    change(`UPDATE run_tags SET value = '"TWO"' WHERE run_id = 'a'`)
    expect(await open(k1, (store) => store.run("a"))).toMatchObject({ input: "!sealed altered k1" })
    expect(await open(k1, (store) => store.run("b"))).toMatchObject({ input: "!sealed altered k1" })
    expect(await open(k1, (store) => store.tags("a"))).toEqual({ customer: "(sealed, and altered since)" })
  })
})
