import { mkdtemp } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Context from "effect/Context"
import { openSqliteStore } from "@statewright/store"
import type { SqliteOptions, Store, Transition, TransitionResult } from "@statewright/store"
import { describe, expect, it } from "vitest"
import { createEngineWith, OpenStore } from "../../src/index.ts"
import { workflows, world } from "./programs.ts"

/** Whether a transition stores the end of a step of this run. */
const endsStep = (transition: Transition, runId: string): boolean =>
  transition.runId === runId && transition.steps?.some(({ kind }) => kind === "complete") === true

/** A store that refuses what one run is to store, as it would a row that breaks a constraint. */
const refusing =
  (runId: string) =>
  async (options: SqliteOptions): Promise<Store> => {
    const store = await openSqliteStore(options)
    const commit: Store["commit"] = async (epoch, batch) => {
      const stored = await store.commit(
        epoch,
        batch.filter((transition) => !endsStep(transition, runId)),
      )
      const results = [...stored]
      return batch.map((transition): TransitionResult => {
        if (endsStep(transition, runId)) return { status: "refused", error: new Error("CHECK constraint failed") }
        return results.shift() ?? { status: "refused", error: new Error("no answer") }
      })
    }
    return { ...store, commit }
  }

describe("a run whose rows the store refuses", () => {
  it("N.8 is parked with what the store says, and the others go on", async () => {
    const database = join(await mkdtemp(join(tmpdir(), "statewright-")), "app.db")
    const services = Context.add(Context.empty(), OpenStore, refusing("refused"))
    world.act = async () => "done"
    await using engine = await createEngineWith(services, { database, workflows })
    const refused = await engine.workflows.workOnce.start("a", { id: "refused" })
    const other = await engine.workflows.workOnce.start("b", { id: "other" })
    expect(await other.result()).toBe("done")
    await expect(refused.result()).rejects.toMatchObject({
      _tag: "RunParked",
      message: expect.stringContaining("CHECK constraint failed"),
    })
  })
})
