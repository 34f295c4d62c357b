import { openSqliteStore } from "@statewright/store"
import Database from "better-sqlite3"
import { spawn } from "node:child_process"
import { once } from "node:events"
import { statSync } from "node:fs"
import { createRequire } from "node:module"
import { join } from "node:path"
import { setImmediate } from "node:timers/promises"
import { describe, expect, it, onTestFinished } from "vitest"
import { starting } from "../src/contract/transitions.ts"
import { temporaryFolder } from "./temporary-folder.ts"

const driver = createRequire(import.meta.url).resolve("better-sqlite3")

/** A process that is none of ours and has begun a transaction on the file; it ends it when told to. */
const foreignProcess = async (path: string, begin: string) => {
  const script = `
    const connection = new (require(${JSON.stringify(driver)}))(process.argv[1])
    connection.exec(process.argv[2])
    process.stdout.write("holds")
    process.stdin.once("data", () => { connection.exec("COMMIT"); process.exit() })`
  const child = spawn(process.execPath, ["-e", script, path, begin], { stdio: ["pipe", "pipe", "inherit"] })
  onTestFinished(() => void child.kill("SIGKILL"))
  await once(child.stdout, "data")
  return {
    letGo: async () => {
      const ended = once(child, "exit")
      child.stdin.write("go")
      await ended
    },
  }
}

const ledStore = async (options: { busyTimeout?: number } = {}) => {
  const path = join(temporaryFolder(), "app.db")
  const store = await openSqliteStore({ path, durability: "normal", ...options })
  onTestFinished(() => store.close())
  const answer = await store.lead({ at: 0, tick: 0 })
  if (answer.status !== "leader") throw new Error("must lead")
  return { path, store, epoch: answer.lease.epoch }
}

describe("a foreign process on the file", () => {
  it("N.8 that holds the lock is waited for, while this process works on (fault 37)", async () => {
    const { path, store, epoch } = await ledStore({ busyTimeout: 60_000 })
    const foreign = await foreignProcess(path, "BEGIN IMMEDIATE")
    const order: string[] = []
    const commit = store.commit(epoch, [starting("a")]).then(([result]) => order.push(`${result?.status}`))
    const event = store.insertInbox([{ runId: "b", id: "e", kind: "event", name: "n", payload: "1", acceptedAt: 1 }])
    const accepted = event.then(([answer]) => order.push(`${answer?.status}`))
    for (let turn = 0; turn < 50; turn++) await setImmediate()
    order.push("50 turns")
    expect(await store.run("a")).toBeUndefined()
    order.push("let go")
    await foreign.letGo()
    await Promise.all([commit, accepted])
    expect(order.slice(0, 2)).toEqual(["50 turns", "let go"])
    expect(order.slice(2).toSorted()).toEqual(["accepted", "committed"])
    expect(await store.check()).toEqual([])
  })

  it("N.8 that holds the lock for longer than we wait is named, and nothing is written (fault 37)", async () => {
    const { path, store, epoch } = await ledStore({ busyTimeout: 60 })
    const foreign = await foreignProcess(path, "BEGIN EXCLUSIVE")
    await expect(store.commit(epoch, [starting("a")])).rejects.toMatchObject({ _tag: "DatabaseBusy" })
    await foreign.letGo()
    expect(await store.run("a")).toBeUndefined()
    expect(await store.commit(epoch, [starting("a")])).toMatchObject([{ status: "committed" }])
  })

  it("N.8 that reads for long lets the log grow and work go on, and the log is cut when it ends (fault 37)", async () => {
    const { path, store, epoch } = await ledStore()
    const foreign = await foreignProcess(path, "BEGIN; SELECT count(*) FROM runs")
    const log = (): number => statSync(`${path}-wal`).size
    const large = "x".repeat(1_000_000)
    const fill = (id: string) =>
      store.commit(epoch, [starting(id, { frame: { kind: "base", snapshot: `${id} ${large}` } })])
    for (let n = 0; n < 24; n++) expect(await fill(`during ${n}`)).toMatchObject([{ status: "committed" }])
    expect(log()).toBeGreaterThan(20_000_000)
    await foreign.letGo()
    // The first folds the log in, the second begins it again.
    for (let n = 0; n < 2; n++) await fill(`after ${n}`)
    expect(log()).toBeLessThanOrEqual(16 * 1024 * 1024)
    const reader = new Database(path, { readonly: true })
    expect(reader.prepare("SELECT count(*) FROM runs").pluck().get()).toBe(26)
    reader.close()
  })
})
