import { rmSync } from "node:fs"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { type App, compiledApp, copyOf } from "./app.ts"
import { bound } from "./bound.ts"

let compiled: App
beforeAll(async () => {
  compiled = await compiledApp()
}, bound.timeout)
afterAll(() => rmSync(compiled.folder, { recursive: true }))

const collect = ["run", "collect", "--input", '{"count":1}', "--id", "job", "--wait"]

/** An app whose step does that. */
const appWhoseStep = (does: string): App => {
  const app = copyOf(compiled)
  app.write("src/perform.ts", `export const perform = async (_: number): Promise<void> => { ${does} }\n`)
  return app
}

describe("a process that the code of a step ends", bound, () => {
  it("P.2 N.2 is no success, and says so; the run goes on with the next one, and is parked after three times", async () => {
    const app = appWhoseStep("process.exit(0)")
    for (let life = 1; life <= 3; life++) {
      const { code, stdout, stderr } = await app.type(...collect)
      expect({ code, stdout }).toEqual({ code: 1, stdout: "" })
      expect(stderr).toMatch(
        /CLI-015 The process ended with code 0 before the command had come to its end[^]*hint: Nothing that was stored is lost/,
      )
    }
    const { code, stdout, stderr } = await app.type(...collect)
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" })
    expect(stderr).toContain("RUN-024 The process ended 3 times in a row while it ran step `square`.")
    expect(stderr).toContain("or with: statewright runs resume job\n")
    expect(stderr).not.toContain("CLI-015")
  })

  it.each([
    ["with a code that means something else here", "process.exit(3)", 3],
    ["as if it had been interrupted", "process.exit(130)", 130],
    ["from a callback that nobody waits for", 'setImmediate(() => { throw new Error("nobody catches it") })', 1],
  ])("P.2 --json says so in one document on stdout: %s", async (_, does, given) => {
    const app = appWhoseStep(`${does}; await new Promise(() => {})`)
    const { code, stdout } = await app.type(...collect, "--json")
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toEqual({
      error: {
        code: "CLI-015",
        message: expect.stringContaining(`ended with code ${given}`),
        hint: expect.stringContaining("Nothing that was stored is lost"),
      },
    })
  })

  it("P.2 --json leaves a document alone that was printed before", async () => {
    const app = appWhoseStep("")
    // Ends the process as soon as something stands on stdout.
    app.write(
      "src/engine-options.ts",
      [
        "const write = process.stdout.write.bind(process.stdout)",
        "process.stdout.write = ((text: string) => { write(text); process.exit(0) }) as typeof write",
        "export const engineOptions = {}",
        "",
      ].join("\n"),
    )
    app.write(
      "statewright.config.ts",
      app.read("statewright.config.ts").replace("outDir:", 'engine: "src/engine-options.ts", outDir:'),
    )
    const { code, stdout, stderr } = await app.type(...collect, "--json")
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ schema: "run/1", data: { status: "completed" } })
    expect(stderr).toContain("CLI-015")
  })
})
