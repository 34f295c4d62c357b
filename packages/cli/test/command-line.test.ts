import { describe, expect, it } from "vitest"

import { emptyFolder } from "./app.ts"
import { bound } from "./bound.ts"

describe("statewright", bound, () => {
  it("P.2 shows help with examples first, on stdout when it was asked for", async () => {
    const folder = emptyFolder()
    const [asked, bare] = await Promise.all([folder.type("run", "--help"), folder.type()])
    expect(asked).toMatchObject({ code: 0, stderr: "" })
    expect(asked.stdout).toMatch(/^statewright run NAME \[FLAGS\]\n[^]*\nExamples\n[^]*\nFlags\n/)
    expect(bare).toMatchObject({ code: 2, stdout: "" })
    expect(bare.stderr).toMatch(/Examples[^]*Commands\n {2}codegen/)
  })

  it("P.2 says what was probably meant, and exits with 2", async () => {
    const folder = emptyFolder()
    const [command, flag, missing, empty, more] = await Promise.all([
      folder.type("codegn"),
      folder.type("run", "collect", "--wiat"),
      folder.type("run", "--json"),
      folder.type("runs", "ls", "--database", ""),
      folder.type("runs", "show", "a", "b"),
    ])
    expect(command).toEqual({
      code: 2,
      stdout: "",
      stderr: "CLI-001 There is no command `codegn`.\nhint: Did you mean `codegen`? See `statewright --help`.\n",
    })
    expect(flag).toMatchObject({ code: 2, stdout: "" })
    expect(flag.stderr).toContain("Did you mean `--wait`?")
    expect(empty).toMatchObject({ code: 2, stderr: expect.stringContaining("Missing value for flag --database") })
    expect(more).toMatchObject({ code: 2, stderr: expect.stringContaining("nothing that `b` could stand for here.") })
    expect(missing).toMatchObject({ code: 2, stderr: "" })
    expect(JSON.parse(missing.stdout)).toEqual({
      error: { code: "CLI-001", message: "NAME is missing.", hint: "See `statewright run --help`." },
    })
  })

  it("P.2 prints its version alone, and completions of a shell", async () => {
    const folder = emptyFolder()
    const [version, completions] = await Promise.all([folder.type("--version"), folder.type("--completions", "bash")])
    expect(version).toMatchObject({ code: 0, stderr: "", stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
    expect(completions).toMatchObject({ code: 0, stdout: expect.stringContaining("codegen") })
  })

  it("P.2 lets NO_COLOR beat FORCE_COLOR", async () => {
    const folder = emptyFolder()
    const [coloured, plain] = await Promise.all([
      folder.typeWith({ env: { FORCE_COLOR: "1" } }, "runs", "ls"),
      folder.typeWith({ env: { FORCE_COLOR: "1", NO_COLOR: "1" } }, "runs", "ls"),
    ])
    expect(coloured.stderr).toContain("\u001B[31m")
    expect(plain.stderr).not.toContain("\u001B")
  })
})
