import { rmSync } from "node:fs"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { type App, copyOf, createApp } from "./app.ts"
import { bound } from "./bound.ts"

const charge = `
import { step, workflow } from "statewright"
import { z } from "zod"

export const charge = step("charge", {
  input: z.boolean(),
  breaker: { key: "payments", failureThreshold: 1, openFor: "1 hour" },
  deadLetter: false,
  run: async (isDown) => {
    if (isDown) throw new Error("down")
  },
})

export const pay = workflow("pay", { input: z.boolean() }, async (isDown) => {
  await charge(isDown)
})
`

let app: App
beforeAll(async () => {
  app = createApp()
  app.write("src/pay.workflow.ts", charge)
  const { code, stderr } = await app.type("codegen")
  if (code !== 0) throw new Error(stderr)
}, bound.timeout)
afterAll(() => rmSync(app.folder, { recursive: true }))

const pay = (to: App, id: string, isDown: boolean) =>
  to.type("run", "pay", "--input", String(isDown), "--id", id, "--wait")

describe("statewright breakers", bound, () => {
  it("F05.10 P.2 shows how they stand, and opens, closes and resets them, beside an engine and without one", async () => {
    const copy = copyOf(app)
    expect(await copy.type("breakers", "ls")).toMatchObject({ code: 3 })
    expect((await pay(copy, "r1", true)).code).toBe(1)
    const refused = await pay(copy, "r2", false)
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("CircuitOpen") })

    const { stdout } = await copy.type("breakers", "ls")
    expect(stdout).toMatch(/^BREAKER +STATE +FAILED +OPENS AFTER\npayments +open until .*Z +0 in a row +1 in a row\n$/)
    const shown = await copy.type("breakers", "show", "payments", "--json")
    expect(JSON.parse(shown.stdout)).toMatchObject({
      schema: "breakers.show/1",
      data: { key: "payments", state: "open", forced: false, retryAt: expect.stringMatching(/Z$/), openings: 1 },
    })
    expect((await copy.type("breakers", "show", "payments")).stdout).toMatch(
      /^Breaker payments\n {2}open until .*\n(.*\n)* {2}opens after 1 in a row, for 1 h 0 min\n/,
    )

    const closed = await copy.type("breakers", "close", "payments")
    expect(closed).toMatchObject({ code: 0, stdout: "", stderr: expect.stringContaining("Stored. No process leads") })
    expect((await pay(copy, "r3", false)).code).toBe(0)

    const held = await copy.type("breakers", "open", "payments", "--for", "2 hours", "--json")
    expect(JSON.parse(held.stdout)).toEqual({
      schema: "breakers.open/1",
      data: { key: "payments", leader: null },
    })
    expect((await pay(copy, "r4", false)).code).toBe(1)
    expect((await copy.type("breakers", "ls")).stdout).toContain("held open until")
    expect((await copy.type("breakers", "reset", "payments")).code).toBe(0)
    expect((await pay(copy, "r5", false)).code).toBe(0)
    expect(JSON.parse((await copy.type("breakers", "ls", "--json")).stdout)).toMatchObject({
      schema: "breakers.ls/1",
      data: [{ key: "payments", state: "closed", openings: 0 }],
    })
  })

  it("F05.10 P.2 says what is wrong, and changes nothing", async () => {
    const copy = copyOf(app)
    await pay(copy, "r1", false)
    const unknown = await copy.type("breakers", "open", "mail", "--json")
    expect(unknown.code).toBe(3)
    expect(JSON.parse(unknown.stdout)).toMatchObject({ error: { code: "ENG-006" } })
    const vague = await copy.type("breakers", "open", "payments", "--for", "a while")
    expect(vague).toMatchObject({ code: 2, stderr: expect.stringContaining("DEF-002") })
    expect((await copy.type("breakers", "ls")).stdout).toContain("closed")
  })
})
