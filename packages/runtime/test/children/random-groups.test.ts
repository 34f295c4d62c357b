import { openSqliteStore, type Store } from "@statewright/store"
import { describe, expect, it } from "vitest"
import { createEngineWith } from "../../src/index.ts"
import { registry } from "../../src/machine/index.ts"
import { dice, randomScript } from "../advance/random-script.ts"
import { type Script, scriptedProgram } from "../advance/scripted.ts"
import { newDatabase } from "../engine/new-database.ts"
import { virtualTime } from "../engine/virtual-time.ts"

/** Runs a script to the end of all its runs, in an engine that is closed and opened again now and then. */
const playOut = async (script: Script, seed: number): Promise<Left> => {
  const { below } = dice(seed)
  const cancels = below(3) === 0
  const time = virtualTime()
  const database = await newDatabase()
  const open = () => createEngineWith(time.services, { database, workflows: registry({ flow: scriptedProgram }) })
  const store = await openSqliteStore({ path: database })
  let engine = await open()
  // Its workflow declares no input.
  const client = engine.workflows.flow as unknown as { start(input: unknown, options: object): Promise<unknown> }
  await client.start(script, { id: "r" })
  for (let moves = 0; !(await isOver(store)); moves++) {
    if (moves > 300) throw new Error("it never ends")
    if (below(4) === 0) {
      await engine.close()
      engine = await open()
    }
    const run = await engine.workflows.flow.get("r")
    if (cancels && below(3) === 0 && (await store.run("r"))?.endedAt === null) await run.cancel({ reason: "enough" })
    await time.pass(below(3) === 0 ? "1 minute" : "1 second")
  }
  const left = await leftIn(store)
  await engine.close()
  await store.close()
  return left
}

const isOver = async (store: Store): Promise<boolean> => {
  const { runs } = await store.runs({ limit: 1000 })
  return runs.every(({ endedAt }) => endedAt !== null) && (await store.pendingInbox({ limit: 1 })).length === 0
}

/** What should not be there when all runs have ended. */
interface Left {
  readonly errors: readonly string[]
  readonly running: readonly string[]
}

const leftIn = async (store: Store): Promise<Left> => {
  const { runs } = await store.runs({ limit: 1000 })
  const errors: string[] = []
  const running: string[] = []
  for (const { id } of runs) {
    const run = await store.run(id)
    if (run?.error?.includes("RUN-0") === true) errors.push(run.error)
    for (const { waitId, status } of await store.strands(id)) if (status === "running") running.push(waitId)
    for (const { waitId, kind } of await store.timers(id)) running.push(`${kind} ${waitId}`)
    for (const { waitId, status } of await store.openSteps(id)) running.push(`${status} ${waitId}`)
    const links = await store.linksOf(id, { limit: 1000 })
    for (const link of links) if (!link.ended) running.push(`${link.kind} ${link.runId}`)
  }
  return { errors, running }
}

describe("random groups in the engine", () => {
  it("N.2 F04.5 come to an end through restarts, and leave nothing behind", async () => {
    // Hundreds more were played once.
    for (let seed = 0; seed < 30; seed++) {
      const script = randomScript(dice(seed), { detaches: true })
      try {
        expect(await playOut(script, seed)).toEqual({ errors: [], running: [] })
      } catch (error) {
        throw new Error(`seed ${seed}: ${JSON.stringify(script)}`, { cause: error })
      }
    }
  })
})
