import { createEngine } from "@statewright/runtime"
import { expect, it } from "vitest"
import { workflows } from "./generated/index.ts"
import { newDatabase } from "./new-database.ts"

it("F10.3 F07.1 a run that fails of an event which came before its wait ends, though its step moved it in the same work", async () => {
  await using engine = await createEngine({ database: await newDatabase(), workflows, durability: "normal" })
  await engine.events.send({ name: "parting", payload: { left: 0 } })
  const run = await engine.workflows.parting.start("socks")
  expect(await run.outcome()).toMatchObject({ status: "failed", error: { message: "nobody takes the bag of socks" } })
})

it("F10.3 so does one that had not begun before", async () => {
  await using engine = await createEngine({ database: await newDatabase(), workflows, durability: "normal" })
  await engine.events.send({ name: "parting", payload: { left: 0 } })
  const run = await engine.workflows.vigil.start("socks")
  expect(await run.outcome()).toMatchObject({ status: "failed", error: { message: "nobody takes the socks" } })
})
