import { rmSync } from "node:fs"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { type App, copyOf, createApp } from "./app.ts"
import { bound } from "./bound.ts"

const approve = `
import { sleep, waitForEvent, workflow } from "statewright"
import { z } from "zod"

export const Approval = z.object({ orderId: z.string(), by: z.string() })

export const approve = workflow(
  "approve",
  { input: z.object({ orderId: z.string() }), output: z.string() },
  async ({ orderId }) => {
    await sleep("1 millisecond")
    const approval = await waitForEvent("approval", {
      schema: Approval,
      where: (e) => e.orderId === orderId,
      timeout: "1 hour",
    })
    return approval.by
  },
)
`

let app: App
beforeAll(async () => {
  app = createApp()
  app.write("src/approve.workflow.ts", approve)
  const { code, stderr } = await app.type("codegen")
  if (code !== 0) throw new Error(stderr)
}, bound.timeout)
afterAll(() => rmSync(app.folder, { recursive: true }))

const send = (to: App, orderId: string, ...flags: readonly string[]) =>
  to.type("events", "send", "approval", "--payload", JSON.stringify({ orderId, by: "ann" }), ...flags)

const start = ["run", "approve", "--input", '{"orderId":"o1"}', "--id", "first"]

describe("statewright events", bound, () => {
  it("F10.1 P.2 sends to a run that another process performs, tells whom it reached, and shows it with the run", async () => {
    const copy = copyOf(app)
    const { ended } = await copy.typeUntil("sleeps", ...start, "--wait")
    const other = await send(copy, "o2", "--id", "hook-0")
    expect(other).toMatchObject({ code: 0, stdout: "hook-0\n" })
    expect(other.stderr).toBe("No run waits for it now; it is kept for runs that wait for it later.\n")
    expect((await copy.type("runs", "show", "first")).stdout).toMatch(
      /\nWaits for events\n {2}approval#\d+ {2}approval, since [^\n]*, until [^\n]*\n/,
    )
    const wrong = await copy.type("events", "send", "approval", "--payload", '{"orderId":5}', "--json")
    expect(wrong).toMatchObject({ code: 2, stderr: "" })
    expect(JSON.parse(wrong.stdout)).toMatchObject({ error: { code: "RUN-012" } })

    const sent = await send(copy, "o1", "--id", "hook-1", "--json")
    expect(JSON.parse(sent.stdout)).toMatchObject({
      schema: "events.send/1",
      data: { id: "hook-1", name: "approval", reached: 1, kept: true, looked: true },
    })
    expect(await ended).toMatchObject({ code: 0, stdout: '"ann"\n' })

    // Sent again it is the same event; under its id there is no other.
    expect(await send(copy, "o1", "--id", "hook-1")).toMatchObject({ code: 0, stdout: "hook-1\n" })
    const taken = await send(copy, "o9", "--id", "hook-1")
    expect(taken).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("RUN-013") })
    const shown = await copy.type("runs", "show", "first")
    expect(shown.stdout).toMatch(
      /\nEvents received\n {2}approval#\d+ {2}approval \(hook-1\), sent [^\n]*, received [^\n]*\n {4}\{"orderId":"o1","by":"ann"\}\n/,
    )
    expect(JSON.parse((await copy.type("runs", "show", "first", "--json")).stdout)).toMatchObject({
      data: { waits: [], events: [{ id: "hook-1", name: "approval", payload: { orderId: "o1", by: "ann" } }] },
    })
    const listed = JSON.parse((await copy.type("events", "ls", "--json")).stdout) as { data: unknown } // ours
    expect(listed).toMatchObject({
      schema: "events.ls/1",
      data: [
        { id: "hook-1", status: "kept", reached: 1, sentAt: expect.stringMatching(/^\d{4}-.*Z$/) },
        { name: "approval", status: "refused", refusal: expect.stringContaining("orderId") },
        { id: "hook-0", status: "kept", reached: 0, payload: { orderId: "o2", by: "ann" } },
      ],
    })
    // Each place that did not fit, whole.
    expect((await copy.type("events", "ls")).stdout).toMatch(
      /\n\S+ +approval +all +refused +0 [^\n]+\n {2}[^\n]*does not fit its schema\.\n {4}orderId: [^\n]*string[^\n]*\n {4}by: [^\n]+\nhook-0 /,
    )
  })

  it("F10.6 P.2 stores what nobody leads to give away, for whoever leads later", async () => {
    const copy = copyOf(app)
    await copy.type(...start)
    const early = await copy.typeWith(
      { stdin: '{"orderId":"o1","by":"bob"}' },
      "events",
      "send",
      "approval",
      "--payload",
      "-",
      "--to",
      "first",
      "--id",
      "early",
    )
    expect(early).toMatchObject({ code: 0, stdout: "early\n" })
    expect(early.stderr).toBe(
      "Stored. No process leads statewright.db now: it is given to those who wait when one does.\n",
    )
    expect((await copy.type("events", "ls", "--run", "first")).stdout).toMatch(
      /^EVENT +NAME +TO +STATUS +REACHED +SENT +PAYLOAD\nearly +approval +first +stored +0 +[^\n]*\{"orderId":"o1","by":"bob"\}\n$/,
    )
    expect(await copy.type("run", "approve", "--id", "first", "--wait")).toMatchObject({ code: 0, stdout: '"bob"\n' })
    expect(await send(copy, "o1", "--to", "first")).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringMatching(/^RUN-008 Run first is completed already: it takes no event any more\./),
    })
  })

  it("N.6 P.2 says what cannot be sent or listed, and stores nothing", async () => {
    const copy = copyOf(app)
    const missing = await send(copy, "o1")
    expect(missing).toMatchObject({ code: 3, stdout: "", stderr: expect.stringContaining("CLI-007") })
    await copy.type(...start)
    copy.write("large.json", JSON.stringify("x".repeat(2 ** 21)))
    const refused = await Promise.all([
      copy.type("events", "send", "approval", "--payload", "{no"),
      copy.type("events", "send", "approval", "--payload", "@none.json"),
      copy.type("events", "send", "approval", "--payload", "@large.json"),
      copy.type("events", "send", "no name"),
      copy.type("events", "send", "approval", "--id", "x".repeat(300)),
      copy.type("events", "send", "approval", "--to", "nobody"),
      copy.type("events", "ls", "--cursor", "x"),
      copy.type("events", "ls", "--run", "nobody"),
    ])
    expect(refused.map(({ code, stdout, stderr }) => [code, stdout, stderr.slice(0, stderr.indexOf(" "))])).toEqual([
      [2, "", "CLI-006"],
      [2, "", "CLI-006"],
      [2, "", "VAL-011"],
      [2, "", "DEF-001"],
      [2, "", "DEF-006"],
      [3, "", "RUN-001"],
      [2, "", "CLI-001"],
      [3, "", "RUN-001"],
    ])
    expect(await copy.type("events", "ls")).toMatchObject({ code: 0, stdout: "", stderr: "No event fits.\n" })
  })
})
