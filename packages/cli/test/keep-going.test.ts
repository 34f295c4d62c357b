import { rmSync } from "node:fs"

import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { type App, createApp } from "./app.ts"

let app: App
beforeAll(() => {
  app = createApp()
})
afterAll(() => rmSync(app.folder, { recursive: true }))

const odd = "src/odd.workflow.ts"

describe("statewright codegen", () => {
  it("A.5 A.6 --keep-going writes what compiles, names the rest, and exits with 1", async () => {
    const before = app.read(odd)
    app.write(
      odd,
      before.replace("await flaky()", '(void flaky(), "")').replace("await refuse()", '(void refuse(), "")'),
    )
    const kept = await app.type("codegen", "--keep-going")
    expect(kept.code).toBe(1)
    expect(kept.stdout).toContain("wrote src/generated/collect.machine.ts")
    expect(kept.stderr).toContain("SW2201")
    expect(kept.stderr).toMatch(/Refused, or in need of what is refused: \w+/)
    expect(app.read("src/generated/index.ts")).toContain("collect")
    const [again, checked] = await Promise.all([
      app.type("codegen", "--keep-going", "--json"),
      app.type("codegen", "--keep-going", "--check"),
    ])
    app.write(odd, before)
    expect(again.code).toBe(1)
    expect(JSON.parse(again.stdout)).toMatchObject({
      data: { written: [], refused: expect.arrayContaining([expect.objectContaining({ file: odd })]) },
    })
    expect(checked).toMatchObject({ code: 1, stdout: "" })
    expect(await app.type("codegen")).toMatchObject({ code: 0 })
  })

  it("A.5 --no-typecheck compiles what has wrong types, and still refuses the rest", async () => {
    const before = app.read(odd)
    app.write(odd, `${before}\nexport const wrong: number = "text"\n`)
    expect(await app.type("codegen")).toMatchObject({ code: 1, stdout: "" })
    expect(await app.type("codegen", "--no-typecheck")).toMatchObject({ code: 0 })
    app.write(odd, before.replace("await flaky()", '(void flaky(), "")'))
    expect(await app.type("codegen", "--no-typecheck")).toMatchObject({ code: 1, stdout: "" })
    app.write(odd, before)
  })
})
