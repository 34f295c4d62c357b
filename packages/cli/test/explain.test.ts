import { describe, expect, it } from "vitest"

import { emptyFolder } from "./app.ts"

describe("statewright explain", () => {
  it("A.6 prints the page of a diagnostic, outside of any project", async () => {
    const { code, stdout, stderr } = await emptyFolder().type("explain", "SW3102")
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" })
    expect(stdout).toMatch(
      /^SW3102 {2}function lives across a wait\n\nFunction `NAME` [^]*\n\nRefused:\n\n {2}const add [^]*\n\nFine:\n\n {2}const add [^]*\n\nhint: Only call it[^]*\ndocs: docs\/language\.md#sw3102\n$/,
    )
  })

  it("A.6 A.7 tells a warning from an error, and takes small letters", async () => {
    expect((await emptyFolder().type("explain", "sw4112")).stdout).toMatch(/^SW4112 warning {2}[^]*Warned of:/)
  })

  it("A.6 answers a program with data", async () => {
    const { code, stdout, stderr } = await emptyFolder().type("explain", "SW3102", "--json")
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" })
    expect(JSON.parse(stdout)).toMatchObject({
      schema: "explain/1",
      data: { code: "SW3102", severity: "error", bad: [expect.any(String)], docs: "docs/language.md#sw3102" },
    })
  })

  it("A.6 does not know every code, and says which it may have been", async () => {
    const folder = emptyFolder()
    const [near, far, inJson] = await Promise.all([
      folder.type("explain", "SW41122"),
      folder.type("explain", "nonsense"),
      folder.type("explain", "SW41122", "--json"),
    ])
    expect(near).toMatchObject({ code: 3, stdout: "" })
    expect(near.stderr).toContain("Did you mean `SW4112`?")
    expect(far.code).toBe(3)
    expect(far.stderr).toContain("There are: SW0001, ")
    expect(inJson.code).toBe(3)
    expect(JSON.parse(inJson.stdout)).toMatchObject({ error: { code: "CLI-011", hint: "Did you mean `SW4112`?" } })
  })
})
