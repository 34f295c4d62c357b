import { describe, expect, it } from "vitest"
import { openSqliteStore } from "@statewright/store"
import { createEngineWith } from "../../src/index.ts"
import { workflows } from "../children/chain-programs.ts"
import { newDatabase } from "../engine/new-database.ts"
import { until } from "../engine/until.ts"
import { virtualTime } from "../engine/virtual-time.ts"

const sale = { item: "pump", cents: 0 }

describe("the tenant of a run", () => {
  it("F14.7 is kept with it, and is that of every run that comes from it", async () => {
    const time = virtualTime()
    const database = await newDatabase()
    await using engine = await createEngineWith(time.services, { database, workflows })
    const store = await openSqliteStore({ path: database })
    const run = await engine.workflows.pass.start(sale, { id: "first", tenant: "acme" })
    await run.result()
    expect(await run.info()).toMatchObject({ tenant: "acme" })
    const [link] = await store.linksOf("first", { limit: 9 })
    await until(async () => (await store.run(link?.runId ?? "")) !== undefined)
    expect(await store.run(link?.runId ?? "")).toMatchObject({ workflow: "sell", tenant: "acme" })
    await store.close()
  })

  it("F14.7 keeps an id apart: the same start of another tenant is refused", async () => {
    const time = virtualTime()
    await using engine = await createEngineWith(time.services, { database: await newDatabase(), workflows })
    const { sell } = engine.workflows
    await sell.start(sale, { id: "first", tenant: "acme" })
    expect((await sell.start(sale, { id: "first", tenant: "acme" })).id).toBe("first")
    for (const options of [{ id: "first" }, { id: "first", tenant: "other" }]) {
      await expect(sell.start(sale, options)).rejects.toMatchObject({ _tag: "RunExists" })
    }
    await expect(sell.start(sale, { tenant: "x".repeat(257) })).rejects.toMatchObject({ _tag: "InvalidOption" })
    const plain = await sell.start(sale, { id: "nobody's" })
    expect(await plain.info()).not.toHaveProperty("tenant")
  })

  it("F14.7 N.5 is kept where another process leads", async () => {
    const time = virtualTime()
    const database = await newDatabase()
    await using _ = await createEngineWith(time.services, { database, workflows })
    await using standby = await createEngineWith(time.services, { database, workflows })
    const run = await standby.workflows.sell.start(sale, { id: "soon", tenant: "acme" })
    expect(await run.info()).toMatchObject({ status: "queued", tenant: "acme" })
    const other = standby.workflows.sell.start(sale, { id: "soon", tenant: "other" })
    await expect(other).rejects.toMatchObject({ _tag: "RunExists" })
    await time.pass("1 second")
    expect(await run.info()).toMatchObject({ status: "running", tenant: "acme" })
  })
})
