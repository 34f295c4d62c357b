import { readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { type App, copyOf, createApp } from "./app.ts"
import { bound } from "./bound.ts"

const repeat = `
import { step, workflow } from "statewright"
import { z } from "zod"

export const say = step("say", { input: z.string(), output: z.string(), run: async (word) => word + word })

export const repeat = workflow(
  "repeat",
  { input: z.string(), output: z.string(), tags: (word) => ({ word }) },
  async (word) => await say(word),
)
`

const key = (fill: number): string => Buffer.alloc(32, fill).toString("base64")

let app: App
beforeAll(async () => {
  app = createApp()
  app.write("src/repeat.workflow.ts", repeat)
  const { code, stderr } = await app.type("codegen")
  if (code !== 0) throw new Error(stderr)
}, bound.timeout)
afterAll(() => rmSync(app.folder, { recursive: true }))

const start = ["run", "repeat", "--input", '"CANARY"', "--id", "first", "--wait"]

describe("statewright with STATEWRIGHT_KEYS", bound, () => {
  it("F07.11 P.2 seals what it stores, shows it to who has the keys, and says to others that it is sealed", async () => {
    const copy = copyOf(app)
    const env = { STATEWRIGHT_KEYS: `k1:${key(1)}` }
    expect(await copy.typeWith({ env }, ...start)).toMatchObject({ code: 0, stdout: '"CANARYCANARY"\n' })
    expect(readFileSync(join(copy.folder, "statewright.db")).includes("CANARY")).toBe(false)
    expect((await copy.typeWith({ env }, "runs", "show", "first")).stdout).toContain("CANARYCANARY")
    expect((await copy.typeWith({ env }, "runs", "ls", "--tag", "word=CANARY")).stdout).toContain("first")
    expect((await copy.typeWith({ env }, "doctor")).stdout).toMatch(/ok +keys +\S+ is sealed with k1, all given/u)

    const shown = await copy.type("runs", "show", "first")
    expect(shown).toMatchObject({ code: 0 })
    expect(shown.stdout).toContain("(sealed with key k1: give STATEWRIGHT_KEYS)")
    expect(shown.stdout).not.toMatch(/PayloadSealed|hint:|\n +at /u)
    expect(shown.stdout).not.toContain("CANARY")
    const listed = JSON.parse((await copy.type("runs", "ls", "--json")).stdout) as { data: unknown } // ours
    expect(listed.data).toMatchObject([{ id: "first", status: "completed", tags: { word: "(sealed with key k1)" } }])
    expect((await copy.type("doctor")).stdout).toMatch(/warn +keys +\S+ is sealed with k1; not given: k1/u)
  })

  it("F07.11 refuses what cannot be done without the keys, or with wrong ones, and changes nothing", async () => {
    const copy = copyOf(app)
    const env = { STATEWRIGHT_KEYS: `k1:${key(1)}` }
    await copy.typeWith({ env }, ...start)
    const before = readFileSync(join(copy.folder, "statewright.db"))
    const again = ["run", "repeat", "--input", '"b"', "--id", "second"]
    const wrong = { STATEWRIGHT_KEYS: `k1:${key(2)}` }
    for (const [settings, parameters, code, exit] of [
      [{}, again, "STORE-022", 4],
      [{}, [...again, "--wait"], "STORE-022", 4],
      [{}, ["runs", "ls", "--tag", "word=CANARY"], "STORE-022", 4],
      [{ env: wrong }, ["runs", "show", "first"], "STORE-021", 4],
      [{ env: wrong }, [...again, "--wait"], "STORE-021", 4],
      [{ env: { STATEWRIGHT_KEYS: "secret-without-id" } }, ["runs", "ls"], "STORE-023", 2],
      [{ env: { STATEWRIGHT_KEYS: "k1:short" } }, ["runs", "ls"], "STORE-023", 2],
    ] as const) {
      const typed = await copy.typeWith(settings, ...parameters)
      expect(typed.stderr).toContain(code)
      expect(typed.stderr).not.toMatch(/secret-without-id|short/u)
      expect(typed.code).toBe(exit)
    }
    expect(readFileSync(join(copy.folder, "statewright.db")).equals(before)).toBe(true)
  })
})

describe("statewright notices ls", bound, () => {
  it("F05.6 P.2 lists nothing where nothing happened, and refuses a cursor that is none", async () => {
    const copy = copyOf(app)
    await copy.type(...start)
    expect(await copy.type("notices", "ls")).toMatchObject({ code: 0, stdout: "", stderr: "No notice fits.\n" })
    expect(JSON.parse((await copy.type("notices", "ls", "--json")).stdout)).toMatchObject({
      schema: "notices.ls/1",
      data: [],
    })
    expect(await copy.type("notices", "ls", "--cursor", "x")).toMatchObject({ code: 2 })
  })
})
