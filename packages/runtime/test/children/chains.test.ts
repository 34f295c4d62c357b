import { decodeValue } from "@statewright/model"
import { openSqliteStore } from "@statewright/store"
import { describe, expect, it } from "vitest"
import { createEngineWith } from "../../src/index.ts"
import { newDatabase } from "../engine/new-database.ts"
import { until } from "../engine/until.ts"
import { virtualTime } from "../engine/virtual-time.ts"
import { SoldOut, workflows } from "./chain-programs.ts"

const newEngine = async (options: { readonly maxChainLength?: number } = {}) => {
  const time = virtualTime()
  const database = await newDatabase()
  const engine = await createEngineWith(time.services, { database, workflows, ...options })
  const store = await openSqliteStore({ path: database })
  /** The runs behind one, with their inputs, in the order in which they were listed. */
  const behind = async (id: string) => {
    const links = await store.linksOf(id, { limit: 99 })
    await until(async () =>
      (
        await Promise.all(
          links.map(
            async ({ runId, refusal }) => refusal !== null || ((await store.run(runId))?.endedAt ?? null) !== null,
          ),
        )
      ).every(Boolean),
    )
    const rows = await Promise.all(links.map(({ runId }) => store.run(runId)))
    return rows.flatMap((row) => (row === undefined ? [] : [{ workflow: row.workflow, input: decodeValue(row.input) }]))
  }
  const dispose = async (): Promise<void> => {
    await engine.close()
    await store.close()
  }
  return { time, engine, store, behind, [Symbol.asyncDispose]: dispose }
}

const byWorkflow = (one: { readonly workflow: string }, other: { readonly workflow: string }): number =>
  one.workflow.localeCompare(other.workflow)

describe("runs that start behind another", () => {
  it("F09.1 F09.2 F09.3 F09.6 get its output, or what is made of it, where their condition holds", async () => {
    await using given = await newEngine()
    const dear = await given.engine.workflows.sell.start({ item: "pump", cents: 5 }, { id: "s-1" })
    const free = await given.engine.workflows.sell.start({ item: "leaflet", cents: 0 }, { id: "s-2" })
    await given.time.pass("1 hour")
    expect(await dear.result()).toEqual({ item: "pump", cents: 5 })
    await free.result()
    expect((await given.behind("s-1")).toSorted(byWorkflow)).toEqual([
      { workflow: "audit", input: { item: "pump", cents: 5 } },
      { workflow: "ship", input: { item: "pump" } },
    ])
    expect(await given.behind("s-2")).toEqual([{ workflow: "audit", input: { item: "leaflet", cents: 0 } }])
    const [link] = await given.store.linksOf("s-2", { limit: 9 })
    expect(link).toMatchObject({ kind: "chain", parentId: "s-2", rootId: "s-2", depth: 1, parentWait: null })
  })

  it("F09.4 F09.5 a mapping that throws leaves the run as it ended, starts the others, and is kept", async () => {
    await using given = await newEngine()
    const run = await given.engine.workflows.sell.start({ item: "house", cents: 1000 }, { id: "s-1" })
    await given.time.pass("1 hour")
    expect(await run.result()).toEqual({ item: "house", cents: 1000 })
    expect(await given.behind("s-1")).toEqual([{ workflow: "ship", input: { item: "house" } }])
    const refused = (await given.store.linksOf("s-1", { limit: 9 })).find(({ refusal }) => refusal !== null)
    expect(decodeValue(refused?.refusal ?? "")).toMatchObject({ name: "RangeError", message: "too dear" })
    expect(refused).toMatchObject({ kind: "chain", ended: true })
  })

  it("F09.9 start behind a failure, with the error and the input, also where the run never began", async () => {
    await using given = await newEngine()
    const run = await given.engine.workflows.sell.start({ item: "none", cents: 5 }, { id: "s-1" })
    expect(await run.outcome()).toMatchObject({ status: "failed" })
    const [behind] = await given.behind("s-1")
    expect(behind).toMatchObject({ workflow: "audit", input: { input: { item: "none", cents: 5 } } })
    expect(Reflect.get(Object(behind?.input), "error")).toBeInstanceOf(SoldOut)
  })

  it.each([false, true])("F09.9 start behind a cancellation, by force: %s", async (force) => {
    await using given = await newEngine()
    const run = await given.engine.workflows.sell.start({ item: "pump", cents: 5 }, { id: "s-1" })
    await run.cancel({ reason: "too late", force })
    expect(await run.outcome()).toMatchObject({ status: "cancelled" })
    expect(await given.behind("s-1")).toEqual([
      { workflow: "audit", input: { reason: "too late", input: { item: "pump", cents: 5 } } },
    ])
  })

  it("F09.6 F09.7 chains of many links go on, and are cut off at a bound", async () => {
    await using given = await newEngine({ maxChainLength: 30 })
    await (await given.engine.workflows.count.start(1_000, { id: "c-1" })).result()
    await until(async () => (await given.store.tree("c-1", { limit: 99 })).some(({ refusal }) => refusal !== null))
    const links = await given.store.tree("c-1", { limit: 99 })
    expect(links).toHaveLength(31)
    const cut = links.find(({ refusal }) => refusal !== null)
    expect(cut).toMatchObject({ depth: 31, rootId: "c-1" })
    expect(decodeValue(cut?.refusal ?? "")).toMatchObject({ _tag: "ChainTooLong", code: "RUN-052", most: 30 })
    await (await given.engine.workflows.count.start(30, { id: "c-2" })).result()
    await until(async () => (await given.store.tree("c-2", { limit: 99 })).filter(({ ended }) => ended).length === 30)
    expect((await given.store.tree("c-2", { limit: 99 })).every(({ refusal }) => refusal === null)).toBe(true)
  })

  it("F09.4 a list that is none is kept as an error, and the run has completed all the same", async () => {
    await using given = await newEngine()
    expect(await (await given.engine.workflows.broken.start(1, { id: "b-1" })).result()).toBe(1)
    const [link] = await given.store.linksOf("b-1", { limit: 9 })
    expect(decodeValue(link?.refusal ?? "")).toMatchObject({ _tag: "InvalidOption" })
  })
})
