import { execFile } from "node:child_process"
import { existsSync, rmSync } from "node:fs"
import { promisify } from "node:util"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { type App, bin, compiledApp, copyOf } from "./app.ts"
import { bound } from "./bound.ts"

let compiled: App
beforeAll(async () => {
  compiled = await compiledApp()
}, bound.timeout)
afterAll(() => rmSync(compiled.folder, { recursive: true }))

const collect = ["run", "collect", "--input", '{"count":4}', "--id", "job", "--wait"]
const squares = "[\n  0,\n  1,\n  4,\n  9\n]\n"

describe("statewright run, cut short", bound, () => {
  it("P.2 killed in the middle, the same command goes on where it was", async () => {
    const app = copyOf(compiled)
    const { child, ended } = await app.typeUntil("performed 2", ...collect)
    child.kill("SIGKILL")
    expect(await ended).toMatchObject({ code: null })
    expect((await app.type("runs", "show", "job")).stdout).toMatch(
      /led by {4}nobody now: it goes on when your app starts its engine, or with: statewright run collect --id job --wait\n/,
    )
    app.write("go", "")
    expect(await app.type(...collect)).toMatchObject({ code: 0, stdout: squares })
    // Only the step that was cut short ran again.
    expect(app.read("performed.log")).toBe("0\n1\n2\n2\n3\n")
  })

  it("P.2 Ctrl-C leaves the run stored and says how to go on; others see and follow it meanwhile", async () => {
    const app = copyOf(compiled)
    const { child, ended } = await app.typeUntil("performed 2", ...collect)
    const [handed, doctor] = await Promise.all([app.type("run", "nap", "--id", "next"), app.type("doctor", "--json")])
    expect(handed).toMatchObject({ code: 0, stdout: "next\n" })
    expect(handed.stderr).toContain(`Process ${child.pid} leads statewright.db and performs it.`)
    expect(JSON.parse(doctor.stdout)).toMatchObject({
      data: expect.arrayContaining([
        expect.objectContaining({ subject: "leader", says: expect.stringContaining(`process ${child.pid} leads`) }),
      ]),
    })

    const shown = await app.type("runs", "show", "job")
    expect(shown.stdout).toMatch(
      /Run job {2}running(?![^]*led by)[^]*rests in {2}for_i\.square[^]*for_i\/square#3 +running[^]*=>\|/,
    )
    child.kill("SIGINT")
    const interrupted = await ended
    expect(interrupted).toMatchObject({ code: 130, stdout: "" })
    expect(interrupted.stderr).toContain("Go on with: statewright run collect --id job --wait")

    app.write("go", "")
    const tail = app.type("runs", "tail", "job")
    expect(await app.type("run", "collect", "--id", "job", "--wait")).toMatchObject({ code: 0, stdout: squares })
    const { code, stdout } = await tail
    expect(code).toBe(0)
    expect(stdout).toMatch(/for_i\/square#4 completed[^]*run completed/)
  })

  it("P.2 goes on when nobody reads any more what it says", async () => {
    const app = copyOf(compiled)
    app.write("go", "")
    const command = `"${process.execPath}" "${bin}" run collect --input '{"count":40}' --id job --wait`
    await promisify(execFile)("sh", ["-c", `{ ${command} 2>&1; echo "exit $?" > ended; } | head -1`], {
      cwd: app.folder,
    })
    expect(app.read("ended")).toBe("exit 0\n")
    expect(app.read("performed.log").trim().split("\n")).toHaveLength(40)
    const { stdout } = await app.type("runs", "show", "job", "--json")
    expect(JSON.parse(stdout)).toMatchObject({ data: { status: "completed" } })
  })

  it.skipIf(!existsSync("/dev/full"))("fails when what was asked for cannot be written", async () => {
    const app = copyOf(compiled)
    const command = `"${process.execPath}" "${bin}" runs ls --database empty.db > /dev/full; echo "exit $?" > ended`
    app.write("empty.db", "")
    const { stderr } = await promisify(execFile)("sh", ["-c", command], { cwd: app.folder })
    expect(app.read("ended")).toBe("exit 1\n")
    expect(stderr).toContain("CLI-014 What was asked for could not be written to stdout: the disk is full.")
  })
})
