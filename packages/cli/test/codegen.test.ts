import { cpSync, existsSync, readdirSync, rmSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { type App, createApp, emptyFolder } from "./app.ts"
import { bound } from "./bound.ts"

let app: App
beforeAll(() => {
  app = createApp()
})
afterAll(() => rmSync(app.folder, { recursive: true }))

const odd = "src/odd.workflow.ts"

describe("statewright codegen", bound, () => {
  it("P.2 writes what it says, and nothing the second time", async () => {
    const first = await app.type("codegen")
    expect(first).toMatchObject({ code: 0 })
    expect(first.stdout.trim().split("\n")).toEqual(
      [
        ...[
          "client.ts",
          "collect.chart.json",
          "collect.machine.ts",
          "collect.machine.ts.map",
          "index.ts",
          "odd.chart.json",
          "odd.machine.ts",
          "odd.machine.ts.map",
        ].map((file) => `src/generated/${file}`),
        "statewright/workflows.lock",
      ].map((file) => `wrote ${file}`),
    )
    expect(first.stderr).toContain("5 workflows (collect, patient, refused, odd, nap): done.")
    const second = await app.type("codegen", "--json")
    expect(second).toMatchObject({ code: 0, stderr: "" })
    expect(JSON.parse(second.stdout)).toMatchObject({
      schema: "codegen/1",
      data: {
        workflows: [{ name: "collect", file: "src/collect.workflow.ts" }, {}, {}, {}, {}],
        written: [],
        removed: [],
        diagnostics: [],
      },
    })
  })

  it("P.2 --check tells stale files by exit code 6 and writes nothing", async () => {
    expect(await app.type("codegen", "--check")).toMatchObject({ code: 0, stdout: "" })
    const before = app.read(odd)
    app.write(odd, before.replace('"1 hour"', '"2 hours"'))
    const generated = app.read("src/generated/odd.machine.ts")
    const [checked, inJson] = await Promise.all([
      app.type("codegen", "--check"),
      app.type("codegen", "--check", "--json"),
    ])
    expect(checked).toMatchObject({
      code: 6,
      stdout:
        "stale src/generated/odd.chart.json\nstale src/generated/odd.machine.ts\nstale statewright/workflows.lock\n",
    })
    expect(checked.stderr).toContain("Run `statewright codegen`.")
    expect(inJson.code).toBe(6)
    expect(JSON.parse(inJson.stdout)).toMatchObject({
      data: { stale: ["src/generated/odd.chart.json", "src/generated/odd.machine.ts", "statewright/workflows.lock"] },
    })
    expect(app.read("src/generated/odd.machine.ts")).toBe(generated)
    app.write(odd, before)
  })

  it("A.4 --check takes the lock for a generated file, and writes none", async () => {
    const lock = app.read("statewright/workflows.lock")
    app.write("statewright/workflows.lock", lock.replace("collect workflow", "gone workflow\ncollect workflow"))
    const stale = await app.type("codegen", "--check")
    expect(stale).toMatchObject({ code: 6, stdout: "stale statewright/workflows.lock\n" })
    app.write("statewright/workflows.lock", `<<<<<<< ours\n${lock}`)
    const broken = await app.type("codegen")
    expect(broken).toMatchObject({ code: 1, stdout: "" })
    expect(broken.stderr).toMatch(/statewright\/workflows\.lock:1:1 {2}SW0014/)
    expect(app.read("statewright/workflows.lock")).toBe(`<<<<<<< ours\n${lock}`)
    app.write("statewright/workflows.lock", lock)
    expect(await app.type("codegen", "--check")).toMatchObject({ code: 0 })
  })

  it("A.9 names all that it refuses with a code frame, and writes nothing", async () => {
    const before = app.read(odd)
    app.write(
      odd,
      before.replace("await flaky()", '(void flaky(), "")').replace("await refuse()", '(void refuse(), "")'),
    )
    const [refused, inJson] = await Promise.all([app.type("codegen"), app.type("codegen", "--json")])
    app.write(odd, before)
    expect(refused).toMatchObject({ code: 1, stdout: "" })
    expect(refused.stderr).toMatch(/odd\.workflow\.ts:\d+:\d+ {2}SW\d+[^]*\n +\d+ \|[^]*\^[^]*hint:/)
    expect(refused.stderr).toContain("Nothing was written.")
    expect(inJson.code).toBe(1)
    const { data } = JSON.parse(inJson.stdout) as { data: { written: string[]; diagnostics: { severity: string }[] } } // ours
    expect(data.written).toEqual([])
    expect(data.diagnostics.filter(({ severity }) => severity === "error").length).toBeGreaterThan(1)
    expect(await app.type("codegen", "--check")).toMatchObject({ code: 0 })
  })

  it("A.6 says which file it may not write, and shows no stack of its own", async () => {
    const blocked = emptyFolder()
    cpSync(app.folder, blocked.folder, { recursive: true })
    rmSync(join(blocked.folder, "src/generated"), { recursive: true })
    blocked.write("src/generated", "a file where the folder should be\n")
    const { code, stdout, stderr } = await blocked.type("codegen")
    expect({ code, stdout }).toEqual({ code: 4, stdout: "" })
    expect(stderr).toMatch(/^CLI-013 src\/generated\S* cannot be \w+: [^\n]+[.]\nhint: [^\n]+\n$/)
  })

  it("P.2 says where it looked when there is no project, and takes one by --project", async () => {
    const elsewhere = emptyFolder()
    const [lost, found] = await Promise.all([
      elsewhere.type("codegen"),
      elsewhere.type("codegen", "--check", "--project", app.folder),
    ])
    expect(lost).toMatchObject({ code: 3, stdout: "" })
    expect(lost.stderr).toContain(`CLI-002 There is no statewright.config.ts in ${elsewhere.folder}.`)
    expect(found).toMatchObject({ code: 0 })
    expect(readdirSync(elsewhere.folder)).toEqual([])
    elsewhere.write("statewright.config.ts", "export default { workflows: 3 }")
    const invalid = await elsewhere.type("codegen", "--json")
    expect(invalid).toMatchObject({ code: 2, stderr: "" })
    expect(JSON.parse(invalid.stdout)).toMatchObject({
      error: { code: "CLI-003", message: expect.any(String), hint: expect.any(String) },
    })
    expect(existsSync(join(elsewhere.folder, "src"))).toBe(false)
  })
})
