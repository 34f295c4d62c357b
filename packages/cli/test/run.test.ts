import { existsSync, rmSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { type App, compiledApp, copyOf, emptyFolder } from "./app.ts"
import { bound } from "./bound.ts"

let app: App
beforeAll(async () => {
  app = await compiledApp()
}, bound.timeout)
afterAll(() => rmSync(app.folder, { recursive: true }))

describe("statewright run", bound, () => {
  it("P.2 --wait prints the output alone on stdout, and how it goes on stderr", async () => {
    const done = await app.type("run", "collect", "--input", '{"count":2}', "--id", "two", "--wait")
    expect(done).toMatchObject({ code: 0, stdout: "[\n  0,\n  1\n]\n" })
    expect(done.stderr).toContain("for_i/square#2 completed after")
    // What a step logs is talk; nothing of all this moves the cursor.
    expect(done.stderr).toContain("performed 1")
    expect(done.stderr).not.toContain("\u001B")
    // The same id and input are the same run.
    const again = await app.typeWith(
      { stdin: '{"count":2}' },
      "run",
      "collect",
      "--input",
      "-",
      "--id",
      "two",
      "--wait",
      "--json",
    )
    expect(again.code).toBe(0)
    expect(JSON.parse(again.stdout)).toEqual({
      schema: "run/1",
      data: { id: "two", workflow: "collect", status: "completed", output: [0, 1] },
    })
    expect(app.read("performed.log")).toBe("0\n1\n")
  })

  it("P.2 exits with 1 for a run that failed, and tells why", async () => {
    const [failed, inJson] = await Promise.all([
      app.type("run", "refused", "--id", "r1", "--wait"),
      app.type("run", "refused", "--wait", "--json", "--database", "other.db"),
    ])
    expect(failed).toMatchObject({ code: 1, stdout: "" })
    expect(failed.stderr).toMatch(/Run r1 failed: Refused[^]*odd\.workflow\.ts:\d+[^]*statewright runs show r1/)
    // Nothing that an error says reaches the terminal as a command.
    expect(failed.stderr).not.toContain("\u001B")
    expect(inJson.code).toBe(1)
    expect(JSON.parse(inJson.stdout)).toMatchObject({
      data: { status: "failed", error: { name: "Refused", reason: "no \u001B[31mmoney" } },
    })
  })

  it("P.2 refuses what it cannot start, each with its exit code, and makes no database", async () => {
    app.write("job.json", '{"count":')
    const database = ["--database", "none.db"]
    const unfit = await app.type("run", "collect", "--input", '{"count":"x","label":1}', "--wait", ...database)
    expect(unfit).toMatchObject({ code: 2, stdout: "" })
    expect(unfit.stderr).toMatch(
      /VAL-010 The input of workflow `collect` does not fit its schema\.\n {2}count: [^\n]+\n {2}label: /,
    )
    const [unknown, notJson] = await Promise.all([
      app.type("run", "colect", ...database),
      app.type("run", "collect", "--input", "@job.json", ...database),
    ])
    expect(unknown).toMatchObject({ code: 3, stdout: "" })
    expect(unknown.stderr).toContain("Did you mean `collect`?")
    expect(notJson).toMatchObject({ code: 2, stdout: "" })
    expect(notJson.stderr).toContain("CLI-006 The input cannot be read: job.json is not JSON")
    expect(existsSync(join(app.folder, "none.db"))).toBe(false)
  })

  it("P.2 refuses generated files that are older than their source, and names the command", async () => {
    const source = app.read("src/collect.workflow.ts")
    app.write("src/collect.workflow.ts", `${source}// changed\n`)
    const stale = await app.type("run", "collect", "--input", '{"count":1}', "--wait")
    app.write("src/collect.workflow.ts", source)
    expect(stale).toMatchObject({ code: 6, stdout: "" })
    expect(stale.stderr).toContain(
      "src/collect.workflow.ts has changed since it was compiled.\nhint: Run `statewright codegen`.",
    )
  })

  it("P.2 without --wait stores the run, and says who performs it", async () => {
    const stored = await app.type("run", "patient", "--id", "later", "--database", "later.db")
    expect(stored).toMatchObject({ code: 0, stdout: "later\n" })
    expect(stored.stderr).toContain("no process leads later.db now")
    expect(stored.stderr).toContain("statewright run patient --id later --wait --database later.db")
    const shown = await app.type("runs", "show", "later", "--database", "later.db")
    expect(shown).toMatchObject({ code: 0, stderr: "" })
    expect(shown.stdout).toMatch(
      /^Run later {2}queued\n {2}workflow {2}patient\n {2}accepted {2}[^\n]+ ago; it has not begun\n {2}led by {4}nobody now: it begins when [^\n]+ with: statewright run patient --id later --wait --database later.db\n\nInput\n {2}none\n$/,
    )
    const listed = await app.type("runs", "ls", "--database", "later.db")
    expect(listed.stderr).toContain("Accepted, and not begun: 1.")
    // The command that it named.
    const done = await app.type("run", "patient", "--id", "later", "--wait", "--database", "later.db")
    expect(done).toMatchObject({ code: 0, stdout: '"done"\n' })
    expect(done.stderr).toContain("flaky#1 attempt 2 failed: Error: not \\u001b[2Jyet")
    expect(done.stderr).toMatch(/flaky#1 completed after [^\n]+, 3 attempts/)
  })

  it("P.2 exits with 7 when the time is up, and shows what JSON has no word for as Node does", async () => {
    const [nap, odd] = await Promise.all([
      app.type("run", "nap", "--id", "n", "--wait", "--timeout", "1 millisecond", "--database", "nap.db"),
      app.type("run", "odd", "--wait", "--database", "odd.db"),
    ])
    expect(nap).toMatchObject({ code: 7, stdout: "" })
    expect(nap.stderr).toContain("Go on with: statewright run nap --id n --wait --database nap.db")
    expect(odd).toMatchObject({ code: 0, stdout: "Map(1) { 'answer' => 42n }\n" })
    const lost = emptyFolder()
    expect(await lost.type("run", "nap", "--timeout", "1 second")).toMatchObject({ code: 2 })
  })

  it("P.2 F06.1 --wait performs with the options that the project gives to its engine", async () => {
    const copy = copyOf(app)
    const config = (engine: string): void =>
      copy.write(
        "statewright.config.ts",
        `export default { workflows: "src/**/*.workflow.ts", outDir: "src/generated", engine: "${engine}" }\n`,
      )
    config("src/options.ts")
    expect(await copy.type("run", "refused", "--wait")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("`engine` is not the path of a module"),
    })
    copy.write("src/options.ts", "export const nothing = 1\n")
    expect((await copy.type("run", "refused", "--wait")).stderr).toContain("it exports no `engineOptions`")
    copy.write("src/options.ts", 'export const engineOptions = { retry: { strategy: "immediate", maxAttempts: 2 } }\n')
    expect(await copy.type("run", "refused", "--wait", "--id", "again")).toMatchObject({ code: 1 })
    const shown = JSON.parse((await copy.type("runs", "show", "again", "--json")).stdout) as object // ours
    expect(shown).toMatchObject({ data: { steps: [{ attempts: 2, endedBy: "exhausted" }] } })
  })
})
