import { openSqliteStore } from "@statewright/store"
import { spawn } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { describe, expect, it, onTestFinished } from "vitest"
import { temporaryFolder } from "./temporary-folder.ts"

/** Starts another process on the file and waits until it has it open. */
const storeProcess = async (path: string) => {
  const child = spawn(process.execPath, [join(import.meta.dirname, "store-process.ts"), path], {
    stdio: ["pipe", "pipe", "inherit"],
  })
  const ended = once(child, "exit")
  onTestFinished(() => void child.kill("SIGKILL"))
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async (): Promise<unknown> => {
    const line = await lines.next()
    return line.done === true ? undefined : JSON.parse(line.value)
  }
  expect(await next()).toBe("open")
  return {
    pid: child.pid,
    next,
    signal: (signal: NodeJS.Signals) => child.kill(signal),
    ask: async (command: string) => {
      child.stdin.write(`${command}\n`)
      return next()
    },
    kill: async () => {
      child.kill("SIGKILL")
      await ended
    },
  }
}

const openHere = async (path: string) => {
  const store = await openSqliteStore({ path })
  onTestFinished(() => store.close())
  return store
}

describe("two processes on one file", () => {
  it("N.5 one leads, the other one stands by, and follows at once when the first is killed", async () => {
    const path = join(temporaryFolder(), "app.db")
    const [first, second] = [await storeProcess(path), await storeProcess(path)]
    expect(await first.ask("lead")).toEqual({ status: "leader", pid: first.pid })
    expect(await second.ask("lead")).toEqual({ status: "held", pid: first.pid })
    expect(await second.ask("start")).toBe("StaleEpoch")
    expect(await first.ask("start")).toBe("committed")
    await first.kill()
    expect(await second.ask("lead")).toEqual({ status: "leader", pid: second.pid })
    expect(await second.ask("start")).toBe("stale-rev")
  })

  it("N.5 a frozen leader is succeeded, and can write no more when it wakes", async () => {
    const path = join(temporaryFolder(), "app.db")
    const frozen = await storeProcess(path)
    await frozen.ask("lead")
    frozen.signal("SIGSTOP")
    const store = await openHere(path)
    expect(await store.lead({ at: 1, tick: 0 })).toMatchObject({ status: "held", by: { pid: frozen.pid } })
    expect(await store.lead({ at: 2, tick: 30_000 })).toMatchObject({ status: "leader" })
    frozen.signal("SIGCONT")
    expect(await frozen.ask("start")).toBe("StaleEpoch")
    expect(await store.run("a")).toBeUndefined()
  })

  it("N.2 SIGKILL in the middle of commits loses nothing that was acknowledged", async () => {
    const path = join(temporaryFolder(), "app.db")
    const leader = await storeProcess(path)
    await leader.ask("lead")
    await leader.ask("start")
    let acknowledged = Number(await leader.ask("advance"))
    while (acknowledged < 200) acknowledged = Number(await leader.next())
    await leader.kill()
    for (let line = await leader.next(); line !== undefined; line = await leader.next()) acknowledged = Number(line)

    const store = await openHere(path)
    const rev = (await store.run("a"))?.rev ?? 0
    expect(rev).toBeGreaterThanOrEqual(acknowledged)
    // And every transition is there whole: one delta for each rev.
    expect((await store.frame("a"))?.deltas).toEqual(Array.from({ length: rev - 1 }, (_, n) => `+${n + 1}`))
    expect(await store.check()).toEqual([])
  })

  it("N.8 several that make the file at the same moment make one", async () => {
    const path = join(temporaryFolder(), "app.db")
    const all = await Promise.all(Array.from({ length: 4 }, () => storeProcess(path)))
    const answers = await Promise.all(all.map((one) => one.ask("lead")))
    expect(answers.filter((answer) => (answer as { status: string }).status === "leader")).toHaveLength(1) // its shape is our own script's
  })
})
