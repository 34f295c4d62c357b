import { rmSync, unlinkSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { type App, compiledApp, copyOf } from "./app.ts"
import { bound } from "./bound.ts"

let app: App
beforeAll(async () => {
  app = await compiledApp()
}, bound.timeout)
afterAll(() => rmSync(app.folder, { recursive: true }))

describe("statewright doctor and a first project", bound, () => {
  it("P.2 without tsconfig.json prints one to paste, and so does codegen", async () => {
    const bare = copyOf(app)
    unlinkSync(join(bare.folder, "tsconfig.json"))
    const [examined, compiled] = await Promise.all([bare.type("doctor"), bare.type("codegen")])
    const settings = '{ "compilerOptions": { "target": "esnext", "module": "nodenext", "strict": true,'
    expect(examined.code).toBe(1)
    expect(examined.stdout).toContain(`remedy: Write a \`tsconfig.json\` that holds: ${settings}`)
    expect(examined.stdout).not.toContain("tsc --init")
    expect(compiled.stderr).toContain(`SW0009  There is no tsconfig.json`)
    expect(compiled.stderr).toContain(settings)
  })

  it("P.2 names the module type, and codegen says it once", async () => {
    const common = copyOf(app)
    common.write("package.json", '{ "name": "app", "type": "commonjs" }')
    const strict = JSON.parse(common.read("tsconfig.json")) as { compilerOptions: object } // the fixture's
    common.write(
      "tsconfig.json",
      JSON.stringify({ compilerOptions: { ...strict.compilerOptions, verbatimModuleSyntax: true } }),
    )
    const [examined, compiled] = await Promise.all([common.type("doctor"), common.type("codegen")])
    expect(examined.stdout).toMatch(
      /warn +module +package.json does not say "type": "module"[^\n]*\n +remedy: npm pkg set type=module\n/,
    )
    expect(compiled.stderr.match(/SW\d{4}/g)).toEqual(["SW0010"])
  })

  it("P.2 warns that what imports `.js` is to be compiled before it runs, until tsconfig.json allows `.ts`", async () => {
    const other = copyOf(app)
    expect(await other.type("doctor")).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(
        /warn +imports +[^\n]*`\.js`[^\n]*\n +remedy: Run the compiled output; [^\n]*allowImportingTsExtensions/,
      ),
    })
    other.write(
      "tsconfig.json",
      other.read("tsconfig.json").replace('"noEmit": true', '"noEmit": true, "allowImportingTsExtensions": true'),
    )
    expect(await other.type("codegen")).toMatchObject({ code: 0 })
    const { stdout } = await other.type("doctor")
    expect(stdout).not.toContain("warn")
  })

  it("P.2 refuses an outDir outside the project, and shows what is wrong with the folder itself", async () => {
    const other = copyOf(app)
    const config = other.read("statewright.config.ts")
    other.write("statewright.config.ts", config.replace("src/generated", "../elsewhere"))
    const [examined, compiled] = await Promise.all([other.type("doctor"), other.type("codegen")])
    expect(examined).toMatchObject({ code: 1, stdout: expect.stringContaining("`outDir` is `../elsewhere`") })
    expect(compiled).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("CLI-003") })
    other.write("statewright.config.ts", config.replace("src/**", "none/**"))
    expect(await other.type("codegen")).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/SW0003[^]*Nothing was written/),
    })
  })

  it("P.2 names parked runs with the reason and what to do", async () => {
    await app.type("run", "nap", "--id", "sleeper", "--wait", "--timeout", "1 millisecond", "--database", "parked.db")
    // A version that no engine has: the run was begun by another source.
    const source = app.read("src/odd.workflow.ts")
    app.write("src/odd.workflow.ts", source.replace('"1 hour"', '"2 hours"'))
    await app.type("codegen")
    await app.type("run", "nap", "--id", "other", "--wait", "--timeout", "1 millisecond", "--database", "parked.db")
    app.write("src/odd.workflow.ts", source)
    await app.type("codegen")
    const { stdout, code } = await app.type("doctor", "--database", "parked.db")
    expect(code).toBe(0)
    expect(stdout).toMatch(/warn +parked +run sleeper of nap is parked: RUN-011 [^\n]+\n +remedy: [^\n]*version/)
  })
})

describe("statewright run without an input", bound, () => {
  it("P.2 says how to give the one that the workflow takes, with a database and without", async () => {
    for (const database of ["no.db", "parked.db"]) {
      for (const wait of [["--wait"], []]) {
        const refused = await app.type("run", "collect", ...wait, "--database", database)
        expect(refused).toMatchObject({ code: 2, stdout: "" })
        expect(refused.stderr).toContain("CLI-012 Workflow `collect` takes an input, and there is none.")
        expect(refused.stderr).toContain("hint: Give it with --input '{...}'")
      }
    }
  })
})
