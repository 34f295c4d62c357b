import { rmSync } from "node:fs"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { type App, compiledApp, copyOf } from "./app.ts"
import { bound } from "./bound.ts"

let compiled: App
beforeAll(async () => {
  compiled = await compiledApp()
}, bound.timeout)
afterAll(() => rmSync(compiled.folder, { recursive: true }))

const start = ["run", "collect", "--input", '{"count":2,"label":"x"}', "--id", "job", "--tag", "tenant=acme"]

describe("a run that is accepted and has not begun", bound, () => {
  it("P.2 is shown with its input, its tags and what was asked of it", async () => {
    const app = copyOf(compiled)
    await app.type(...start, "--tenant", "a")
    const before = await app.type("runs", "show", "job", "--json")
    expect(before).toMatchObject({ code: 0, stderr: "" })
    const { data } = JSON.parse(before.stdout) as { data: object } // ours
    expect(data).not.toHaveProperty("cancel")
    expect(data).toMatchObject({
      id: "job",
      workflow: "collect",
      status: "queued",
      begun: false,
      ledBy: null,
      tenant: "a",
      tags: { tenant: "acme" },
      input: { count: 2, label: "x" },
      steps: [],
    })

    await app.type("runs", "cancel", "job", "--reason", "ordered twice")
    const shown = await app.type("runs", "show", "job")
    expect(shown).toMatchObject({ code: 0, stderr: "" })
    expect(shown.stdout).toMatch(
      /^Run job {2}queued\n {2}workflow {2}collect\n {2}tenant {4}a\n {2}tags {6}tenant=acme\n {2}accepted {2}[^\n]+; it has not begun\n {2}led by [^\n]+\n {2}cancel {4}asked for [^\n]+, and not carried out yet: ordered twice\n\nInput\n {2}\{\n {4}"count": 2,\n/,
    )
    expect(JSON.parse((await app.type("runs", "show", "job", "--json")).stdout)).toMatchObject({
      data: { begun: false, cancel: { reason: "ordered twice", force: false, askedAt: expect.stringMatching(/Z$/) } },
    })
  })

  it("P.2 P.9 is cancelled by whoever leads next, and until then nobody says that it cleans up", async () => {
    const app = copyOf(compiled)
    await app.type(...start)
    expect((await app.type("runs", "cancel", "job")).stderr).toBe(
      "Stored. No process leads statewright.db now: the run is cancelled when one does.\n",
    )
    expect(await app.type("runs", "cancel", "job")).toMatchObject({
      code: 0,
      stderr:
        "That is asked for and stored already. No process leads statewright.db now: the run is cancelled when one does.\n",
    })
    expect(JSON.parse((await app.type("runs", "cancel", "job", "--json")).stdout)).toMatchObject({
      data: { answer: "asked already", leader: null },
    })
    expect((await app.type("run", "collect", "--id", "job", "--wait")).stderr).toContain("Run job cancelled")
    const after = await app.type("runs", "show", "job", "--json")
    expect(JSON.parse(after.stdout)).toMatchObject({ data: { status: "cancelled", begun: true } })
    expect(after.stdout).not.toContain('"cancel":')
  })
})
