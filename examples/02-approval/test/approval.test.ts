import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { runCompiled, runInline, type SentEvents, type Stubs } from "@statewright/testing"
import { createEngine } from "statewright/engine"
import { afterEach, describe, expect, it } from "vitest"
import { handleOrder } from "../src/approval.workflow.ts"
import { workflows } from "../src/generated/index.ts"

const order = { id: "o1", cents: 250_00 }
const steps: Stubs = { askForApproval: () => undefined, charge: ({ id }: typeof order) => `receipt-${id}` }
const decision = (orderId: string, by: string, approved = true) => ({ orderId, by, approved })

const ways = [
  {
    way: "as a function",
    run: (events: SentEvents, input = order) => runInline(handleOrder, input, { steps, events }),
  },
  {
    way: "as a machine",
    run: (events: SentEvents, input = order) =>
      runCompiled(workflows.handleOrder, input, { steps, events, mode: "roundtrip" }),
  },
]

describe.each(ways)("handleOrder $way", ({ run }) => {
  it("asks nobody up to the limit", async () => {
    const { output, trace } = await run({}, { id: "o1", cents: 100_00 })
    expect(output).toEqual({ state: "charged", receipt: "receipt-o1" })
    expect(trace.map(({ step }) => step)).toEqual(["charge"])
  })

  it("F10.2 waits for the decision about its own order, of somebody who may decide", async () => {
    const { output } = await run({
      approval: [
        decision("o2", "bob"),
        decision("o1", "the customer"),
        { after: "2 days", payload: decision("o1", "ann") },
      ],
    })
    expect(output).toEqual({ state: "charged", by: "ann", receipt: "receipt-o1" })
  })

  it("charges nothing that was refused", async () => {
    const { output, trace } = await run({ approval: [decision("o1", "ann", false)] })
    expect(output).toEqual({ state: "refused", by: "ann" })
    expect(trace.map(({ step }) => step)).toEqual(["askForApproval"])
  })

  it("F10.4 gives up after three days", async () => {
    const { output, events } = await run({ approval: [{ after: "73 hours", payload: decision("o1", "ann") }] })
    expect(output).toEqual({ state: "not answered" })
    expect(events).toEqual([{ event: "approval", outcome: { ok: true, value: null } }])
  })
})

describe("handleOrder on an engine", () => {
  let folder = ""
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it("F10.1 F10.6 waits in no process, takes the approval in the next one, and one that came before its order", async () => {
    folder = await mkdtemp(join(tmpdir(), "approval-"))
    const database = join(folder, "approval.db")
    {
      await using engine = await createEngine({ database, workflows })
      await engine.workflows.handleOrder.start(order, { id: "o1" })
    }
    await using engine = await createEngine({ database, workflows })
    await engine.events.send({ name: "approval", payload: decision("o1", "ann") })
    await engine.events.send({ name: "approval", payload: decision("o2", "bob", false) })
    expect(await (await engine.workflows.handleOrder.get("o1")).result()).toEqual({
      state: "charged",
      by: "ann",
      receipt: "receipt-o1",
    })
    const second = await engine.workflows.handleOrder.start({ id: "o2", cents: 999_00 })
    expect(await second.result()).toEqual({ state: "refused", by: "bob" })
    expect(await second.info()).toMatchObject({ events: [{ name: "approval", payload: { by: "bob" } }] })
  })
})
