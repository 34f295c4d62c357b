import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { type App, compiledApp, copyOf, emptyFolder } from "./app.ts"
import { bound } from "./bound.ts"

let app: App
beforeAll(async () => {
  app = await compiledApp()
  await app.type("run", "patient", "--id", "first", "--wait")
  await app.type("run", "refused", "--id", "second", "--wait")
  await app.type("run", "collect", "--id", "third", "--wait", "--input", '{"count":2}')
}, bound.timeout)
afterAll(() => rmSync(app.folder, { recursive: true }))

const json = async (...parameters: readonly string[]): Promise<{ schema: string; data: unknown; next?: string }> =>
  JSON.parse((await app.type(...parameters, "--json")).stdout) as { schema: string; data: unknown; next?: string } // ours

describe("statewright runs", bound, () => {
  it("P.2 ls lists the newest first, by status, and page by page", async () => {
    const [all, failed] = await Promise.all([
      app.type("runs", "ls"),
      app.type("runs", "ls", "--status", "failed", "--workflow", "refused"),
    ])
    expect(all).toMatchObject({ code: 0, stderr: "" })
    expect(all.stdout).toMatch(
      /^RUN +WORKFLOW +STATUS +STARTED [^]*\nthird +collect +completed [^]*\nsecond +refused +failed [^]*\nfirst +patient +completed /,
    )
    expect(failed.stdout.trim().split("\n")).toHaveLength(2)
    const page = await json("runs", "ls", "--limit", "2")
    expect(page).toMatchObject({
      schema: "runs.ls/1",
      data: [{ id: "third" }, { id: "second", status: "failed" }],
      next: expect.any(String),
    })
    const rest = await json("runs", "ls", "--cursor", page.next ?? "")
    expect(rest).toMatchObject({ data: [{ id: "first", createdAt: expect.stringMatching(/^\d{4}-.*Z$/) }] })
    expect(rest).not.toHaveProperty("next")
  })

  it("P.2 P.9 ls finds runs by tags, by age and by where they rest", async () => {
    const copy = copyOf(app)
    const start = ["run", "collect", "--input", '{"count":2}', "--wait"]
    expect(await copy.type(...start, "--id", "tagged", "--tag", "tenant=acme", "--tag", "amount=12")).toMatchObject({
      code: 0,
    })
    await copy.type("run", "collect", "--input", '{"count":2}', "--id", "later", "--tag", "tenant=acme")
    const found = async (...flags: readonly string[]): Promise<readonly string[]> => {
      const { stdout } = await copy.type("runs", "ls", "--json", ...flags)
      return (JSON.parse(stdout) as { data: { id: string }[] }).data.map(({ id }) => id) // ours
    }
    // It stands in the inbox, with its tags, until somebody performs it.
    expect(await found("--tag", "tenant=acme")).toEqual(["tagged"])
    await copy.type("run", "collect", "--id", "later", "--wait")
    expect(await found("--tag", "tenant=acme")).toEqual(["later", "tagged"])
    expect(await found("--tag", "tenant=acme", "--tag", "amount=12", "--status", "completed")).toEqual(["tagged"])
    expect(await found("--tag", "amount=13")).toEqual([])
    expect(await found("--before", "2020-01-01")).toEqual([])
    expect(await found("--after", "2020-01-01", "--workflow", "collect", "--tag", "tenant=acme")).toHaveLength(2)
    expect(await found("--state", "for_i/square")).toEqual([])
    const shown = await copy.type("runs", "show", "tagged")
    expect(shown.stdout).toMatch(/\n {2}tags {6}amount=12 tenant=acme\n/)
    const data = JSON.parse((await copy.type("runs", "show", "tagged", "--json")).stdout) as object // ours
    expect(data).toMatchObject({ data: { tags: { amount: 12, tenant: "acme" } } })
    for (const flags of [
      ["--tag", "acme"],
      ["--tag", "=x"],
      ["--after", "soon"],
    ]) {
      expect(await copy.type("runs", "ls", ...flags)).toMatchObject({ code: 2, stdout: "" })
    }
    expect(await copy.type(...start, "--id", "not", "--tag", `a=${"x".repeat(300)}`)).toMatchObject({ code: 2 })
  })

  it("P.2 show tells steps, attempts and a timeline", async () => {
    const [patient, refused] = await Promise.all([
      app.type("runs", "show", "first"),
      app.type("runs", "show", "second"),
    ])
    expect(patient).toMatchObject({ code: 0, stderr: "" })
    expect(patient.stdout).toMatch(
      /^Run first {2}completed\n {2}workflow {2}patient \(version \w+\)[^]*\nOutput\n {2}"done"\n/,
    )
    expect(patient.stdout).toMatch(
      /flaky#1 +completed [^\n]+\|[ .x=]*=[ .x=]*\|\n[^]*attempt 1 failed [^\n]+: Error: not \\u001b\[2Jyet\n[^]*attempt 2 failed/,
    )
    expect(refused.stdout).toMatch(/^Run second {2}failed[^]*\nError\n {2}Refused: /)
    expect(patient.stdout + refused.stdout).not.toContain("\u001B")
    const shown = await json("runs", "show", "third", "--limit", "1")
    expect(shown).toMatchObject({
      schema: "runs.show/1",
      data: {
        id: "third",
        input: { count: 2 },
        output: [0, 1],
        stepCount: 2,
        steps: [{ wait: "for_i/square#1", output: 0, failures: [] }],
      },
      next: "1",
    })
    expect(await json("runs", "show", "third", "--limit", "1", "--cursor", "1")).toMatchObject({
      data: { steps: [{ wait: "for_i/square#2" }] },
    })
  })

  it("F02.5 show tells which branches were taken, among the steps, as their source was then", async () => {
    const source = app.read("src/collect.workflow.ts")
    app.write("src/collect.workflow.ts", source.replace("i < count", "i <= count"))
    const [shown, pages] = await Promise.all([
      app.type("runs", "show", "third"),
      Promise.all(["0", "1"].map((cursor) => json("runs", "show", "third", "--limit", "1", "--cursor", cursor))),
    ])
    app.write("src/collect.workflow.ts", source)
    const place = "\\(src/collect\\.workflow\\.ts:20:21\\)"
    expect(shown.stdout).toMatch(
      new RegExp(
        `for \\(i < count\\) -> true ${place}\n *for_i/square#1 [^]*-> true ${place}\n *for_i/square#2 [^]*\n *for \\(i < count\\) -> false ${place}\n`,
      ),
    )
    const branch = { by: "for", condition: "i < count", place: "src/collect.workflow.ts:20:21", procedure: "main" }
    const at = expect.stringMatching(/^\d{4}-.*Z$/)
    expect(pages).toMatchObject([
      { data: { branches: [{ ...branch, took: "true", after: 0, times: 1, at }] }, next: "1" },
      {
        data: {
          branches: [
            { took: "true", after: 1 },
            { took: "false", after: 2 },
          ],
        },
      },
    ])
  })

  it("P.2 tail tells what happened to a run that has ended, and exits as it ended", async () => {
    const [failed, events] = await Promise.all([
      app.type("runs", "tail", "second"),
      app.type("runs", "tail", "third", "--json"),
    ])
    expect(failed).toMatchObject({
      code: 1,
      stderr: "",
      stdout: expect.stringMatching(/refuse#1 attempt 1 failed[^]*run failed/),
    })
    expect(events.code).toBe(0)
    const kinds = events.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { schema: string; data: { kind: string } }) // ours
    expect(kinds.map(({ schema, data }) => [schema, data.kind])).toEqual([
      ["runs.tail/1", "step-ended"],
      ["runs.tail/1", "step-ended"],
      ["runs.tail/1", "run-rests"],
    ])
  })

  it("P.2 takes the beginning of an id for the run that alone begins so, and says which was meant", async () => {
    const [show, tail, short, typo] = await Promise.all([
      app.type("runs", "show", "thir", "--json"),
      app.type("runs", "tail", "third"),
      app.type("runs", "show", "th"),
      app.type("runs", "tail", "secnd"),
    ])
    expect(JSON.parse(show.stdout)).toMatchObject({ data: { id: "third" } })
    expect(tail.code).toBe(0)
    for (const [{ code, stderr }, id] of [[short, "third"] as const, [typo, "second"] as const]) {
      expect({ code, stderr }).toEqual({
        code: 3,
        stderr: expect.stringMatching(new RegExp(`^RUN-001 [^]*hint: Did you mean \`${id}\`[?]\n$`)),
      })
    }
  })

  it("P.2 resume lets go on what is parked, and nothing else", async () => {
    const [ended, unknown] = await Promise.all([
      app.type("runs", "resume", "first"),
      app.type("runs", "resume", "nope"),
    ])
    expect(ended).toMatchObject({ code: 2, stdout: "" })
    expect(ended.stderr).toContain("RUN-006 Run first is completed, not parked: there is nothing to resume.")
    expect(unknown).toMatchObject({ code: 3, stdout: "" })
  })

  it("P.2 P.9 cancel leaves alone what has ended", async () => {
    const [ended, unknown] = await Promise.all([
      app.type("runs", "cancel", "first", "--json"),
      app.type("runs", "cancel", "nope"),
    ])
    expect(ended).toMatchObject({ code: 2, stderr: "" })
    expect(JSON.parse(ended.stdout)).toMatchObject({ error: { code: "RUN-008" } })
    expect(unknown).toMatchObject({ code: 3, stdout: "" })
  })

  it("P.2 N.8 db copies, looks through and shrinks a database", async () => {
    const made = await app.type("db", "backup", "copy.db", "--json")
    expect(JSON.parse(made.stdout)).toMatchObject({ schema: "db.backup/1", data: { file: "copy.db" } })
    const [copy, again, vacuum, none] = await Promise.all([
      json("runs", "ls", "--database", "copy.db"),
      app.type("db", "backup", "copy.db"),
      json("db", "vacuum"),
      app.type("db", "check", "--database", "none.db"),
    ])
    expect(copy).toMatchObject({ data: [{ id: "third" }, { id: "second" }, { id: "first" }] })
    expect(again).toMatchObject({ code: 2, stderr: expect.stringContaining("STORE-015") })
    expect(vacuum).toMatchObject({ data: { after: expect.any(Number) } })
    expect(none).toMatchObject({ code: 3, stdout: "" })
    expect(await app.type("db", "check")).toMatchObject({ code: 0, stdout: "statewright.db is sound\n" })
    // Over pages of several tables.
    const bytes = readFileSync(join(app.folder, "copy.db"))
    writeFileSync(join(app.folder, "copy.db"), bytes.fill(0xff, 4096 * 3, 4096 * 12))
    expect(await app.type("db", "check", "--database", "copy.db")).toMatchObject({ code: 1 })
  })

  it("P.2 makes no database, and says what is not there", async () => {
    const folder = emptyFolder()
    const [missing, unknown] = await Promise.all([
      folder.type("runs", "ls"),
      app.type("runs", "show", "nope", "--json"),
    ])
    expect(missing).toMatchObject({ code: 3, stdout: "" })
    expect(missing.stderr).toContain("CLI-007 There is no database statewright.db.")
    expect(readdirSync(folder.folder)).toEqual([])
    expect(unknown).toMatchObject({ code: 3, stderr: "" })
    expect(JSON.parse(unknown.stdout)).toMatchObject({ error: { code: "RUN-001", message: "There is no run nope." } })
    app.write("text.db", "no database at all, but long enough to be read as one\n")
    const [wrong, cursor] = await Promise.all([
      app.type("runs", "ls", "--database", "text.db"),
      app.type("runs", "ls", "--cursor", "x"),
    ])
    expect(wrong).toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringContaining("is not a Statewright database"),
    })
    expect(cursor).toMatchObject({ code: 2, stdout: "" })
  })
})

describe("statewright graph", bound, () => {
  it("P.7 draws a workflow as the file that is named, or as Mermaid on stdout", async () => {
    const [mermaid, svg] = await Promise.all([
      app.type("graph", "collect"),
      app.type("graph", "collect", "-o", "collect.svg"),
    ])
    expect(mermaid).toMatchObject({ code: 0, stderr: "", stdout: expect.stringMatching(/stateDiagram[^]*square/) })
    expect(svg).toMatchObject({ code: 0, stdout: "", stderr: "wrote collect.svg\n" })
    expect(app.read("collect.svg")).toMatch(/<svg[^>]*>[^]*square/)
    const [data, picture] = await Promise.all([
      app.type("graph", "collect", "-o", "-", "--json"),
      app.type("graph", "collect", "-o", "collect.png"),
    ])
    expect(JSON.parse(data.stdout)).toBeTypeOf("object")
    expect(picture).toMatchObject({ code: 2, stdout: "" })
    expect(existsSync(join(app.folder, "collect.png"))).toBe(false)
  })

  it("P.7 says why a picture cannot be written, and what to do", async () => {
    mkdirSync(join(app.folder, "folder.svg"))
    const [lost, folder] = await Promise.all([
      app.type("graph", "collect", "-o", "nowhere/collect.svg"),
      app.type("graph", "collect", "-o", "folder.svg", "--json"),
    ])
    expect(lost).toEqual({
      code: 4,
      stdout: "",
      stderr:
        "CLI-013 nowhere/collect.svg cannot be opened: there is no such file or folder.\n" +
        "hint: Correct the path, or make its folder: mkdir -p nowhere\n",
    })
    expect(folder).toMatchObject({ code: 4, stderr: "" })
    expect(JSON.parse(folder.stdout)).toMatchObject({
      error: { code: "CLI-013", message: "folder.svg cannot be opened: it is a folder." },
    })
  })

  it("P.7 says what was probably meant, and that a picture is old", async () => {
    expect(await app.type("graph", "patent")).toMatchObject({
      code: 3,
      stderr: expect.stringContaining("Did you mean `patient`?"),
    })
    const source = app.read("src/odd.workflow.ts")
    app.write("src/odd.workflow.ts", `${source}// changed\n`)
    const old = await app.type("graph", "patient")
    app.write("src/odd.workflow.ts", source)
    expect(old).toMatchObject({ code: 0, stderr: expect.stringContaining("warning:") })
  })
})

describe("statewright doctor", bound, () => {
  it("P.2 finds nothing wrong with a sound project, and names the remedy for what is", async () => {
    expect(await app.type("doctor")).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(
        /the file statewright\.db is sound, its snapshots were not read \(statewright db check does\): 2 completed, 1 failed/,
      ),
    })
    app.write("text.db", "no database at all, but long enough to be read as one\n")
    rmSync(join(app.folder, "src/generated/index.ts"))
    const { code, stdout } = await app.type("doctor", "--json", "--database", "text.db")
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({
      schema: "doctor/1",
      data: [
        { subject: "node", status: "ok" },
        { subject: "config", status: "ok" },
        { subject: "package", status: "ok" },
        { subject: "module", status: "ok" },
        { subject: "tsconfig", status: "ok" },
        { subject: "codegen", status: "wrong", remedy: "Run `statewright codegen`." },
        { subject: "database", status: "wrong", remedy: expect.any(String) },
      ],
    })
  })
})
