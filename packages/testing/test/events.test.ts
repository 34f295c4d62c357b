import { runInline } from "@statewright/testing"
import { EventTimedOut, sleep, step, waitForEvent, workflow } from "@statewright/workflow"
import { describe, expect, it } from "vitest"
import { z } from "zod"

const Approval = z.object({ orderId: z.string(), at: z.coerce.date() })
const remind = step("remind", { run: async (): Promise<string> => "the step itself ran" })
const steps = { remind: () => "reminded" }

const approve = workflow("approve", { input: z.string() }, async (orderId) => {
  const approval = await waitForEvent("approval", {
    schema: Approval,
    where: (event) => event.orderId === orderId,
    timeout: "3 days",
  })
  return approval.at
})

const payload = (orderId: string) => ({ orderId, at: "2026-11-23" })

describe("runInline with events", () => {
  it("F10.2 F10.3 gives the run what the schema makes of the first payload that it means, and tells of it", async () => {
    const events = { approval: [payload("o2"), payload("o1"), payload("o1")] }
    expect(await runInline(approve, "o1", { events })).toEqual({
      status: "completed",
      output: new Date("2026-11-23"),
      trace: [],
      events: [{ event: "approval", outcome: { ok: true, value: { orderId: "o1", at: new Date("2026-11-23") } } }],
    })
  })

  it("F10.4 lets events, timeouts and sleeps come in the order of their times", async () => {
    const first = workflow("first", {}, async () => {
      const log: unknown[] = []
      const note = async (what: Promise<unknown>, name: string) =>
        log.push([name, await what.catch(String), Date.now()])
      await Promise.all([
        note(sleep("2 days"), "sleep"),
        note(waitForEvent("go", { timeout: "1 day", onTimeout: "nobody" }), "default"),
        note(waitForEvent("stop"), "stop"),
        note(sleep("1 hour"), "short"),
        note(waitForEvent("halt", { timeout: "36 hours" }), "halt"),
      ])
      return log
    })
    const hour = 3_600_000
    const { output } = await runInline(first, undefined, {
      now: 0,
      events: { stop: [{ after: "30 hours", payload: 1 }] },
    })
    expect(output).toEqual([
      ["short", undefined, hour],
      ["default", "nobody", 24 * hour],
      ["stop", 1, 30 * hour],
      ["halt", "EventTimedOut: No event `halt` came in time.", 36 * hour],
      ["sleep", undefined, 48 * hour],
    ])
  })

  it("F10.4 an event that comes when the time is over comes in time; the class of the error is known", async () => {
    const events = { approval: [{ after: "3 days", payload: payload("o1") }] }
    expect((await runInline(approve, "o1", { events })).status).toBe("completed")
    const { error } = await runInline(approve, "o1")
    expect(error).toBeInstanceOf(EventTimedOut)
    expect(error).toMatchObject({ event: "approval" })
  })

  it("F10.6 W.1 passes over what came before a fresh wait, which stays for others, and says so where nothing else comes", async () => {
    const listen = workflow("listen", {}, async () => {
      await sleep("1 day")
      const knock = await waitForEvent("knock", { fresh: true })
      return [knock, await waitForEvent("knock")]
    })
    const early = ["a", { after: "1 hour", payload: "b" }] as const
    const late = { after: "25 hours", payload: "c" } as const
    expect((await runInline(listen, undefined, { events: { knock: [...early, late] } })).output).toEqual(["c", "a"])
    await expect(runInline(listen, undefined, { events: { knock: early } })).rejects.toMatchObject({
      code: "TEST-004",
      message: expect.stringContaining("or came before it waited, which is `fresh`"),
      hint: expect.stringContaining('`events: { knock: [{ after: "1 hour", payload }] }`'),
    })
  })

  it("F10.5 gives each payload to one wait, the oldest that means it", async () => {
    const pair = workflow("pair", {}, async () => {
      const one = waitForEvent("note", { where: (note) => note !== "b" })
      const two = waitForEvent("note")
      return [await two, await one, await waitForEvent("note")]
    })
    const { output } = await runInline(pair, undefined, { events: { note: ["b", "a", "c"] } })
    expect(output).toEqual(["b", "a", "c"])
  })

  it("F10.5 gives a wait that has lost its race nothing that a later one waits for", async () => {
    const patient = workflow("patient", {}, async () => {
      for (let round = 1; ; round++) {
        const answer = await Promise.race([waitForEvent("answer"), sleep("1 day")])
        if (answer !== undefined) return [answer, round]
        await remind()
        await sleep("1 hour")
      }
    })
    for (const after of ["60 hours", "49 hours", "74 hours"] as const) {
      const events = { answer: [{ after, payload: "yes" }] }
      const { output } = await runInline(patient, undefined, { steps, events })
      expect(output).toEqual(["yes", after === "60 hours" ? 3 : after === "49 hours" ? 2 : 3])
    }
  })

  it("F10.5 gives a promise that has lost a race what comes while it is awaited again", async () => {
    const again = workflow("again", {}, async () => {
      const answer = waitForEvent("answer")
      await Promise.race([answer, sleep("1 day")])
      await remind()
      return answer
    })
    const events = { answer: [{ after: "2 days", payload: "late" }] }
    expect((await runInline(again, undefined, { steps, events })).output).toBe("late")
  })

  it("names the event that a run waits for and that the test does not send", async () => {
    const open = workflow("open", {}, async () => waitForEvent("approval", { where: (event) => event === 1 }))
    await expect(runInline(open, undefined, { events: { aproval: [1] } })).rejects.toMatchObject({
      _tag: "EventMissing",
      message:
        "The run waits for the event `approval`, and the test sends no more of it; nothing else can happen in it.",
      hint: "Did you mean `approval` where `aproval` stands in `events`?",
    })
    await expect(runInline(open, undefined, { events: { approval: [2, 3] } })).rejects.toThrow(
      "the event `approval`, and the 2 that came are not what it asks for",
    )
  })

  it("F10.3 refuses a payload that fits no schema, whatever the workflow makes of it", async () => {
    await expect(runInline(approve, "o1", { events: { approval: [{ orderId: 7 }] } })).rejects.toMatchObject({
      _tag: "ValidationFailed",
      boundary: "payload of event `approval`",
    })
    await expect(runInline(approve, "o1", { events: { approval: [() => 1] } })).rejects.toMatchObject({
      _tag: "NotStorable",
    })
  })

  it("F10.2 takes a `where` that throws for no match", async () => {
    const careful = workflow("careful", {}, async () =>
      waitForEvent("box", { where: (event) => (event as { in: { n: number } }).in.n > 1 }),
    )
    const { output } = await runInline(careful, undefined, { events: { box: [{}, { in: { n: 2 } }] } })
    expect(output).toEqual({ in: { n: 2 } })
  })
})
