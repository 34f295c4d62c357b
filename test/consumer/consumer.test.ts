import { execFileSync, spawnSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"

import { publint } from "publint"
import { formatMessage } from "publint/utils"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { pack, type Tarball } from "../../scripts/pack.ts"
import { published } from "../../scripts/published.ts"
import { installApp, type App } from "./app.ts"
import { bundleApp } from "./bundle-app.ts"

const require = createRequire(import.meta.url)
const folder = mkdtempSync(join(tmpdir(), "statewright-tarballs-"))
let tarballs: readonly Tarball[]
let app: App

beforeAll(async () => {
  tarballs = pack(folder)
  app = await installApp(join(import.meta.dirname, "fixtures/app"), tarballs)
}, 600_000)

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  if (app !== undefined) rmSync(app.folder, { recursive: true, force: true })
})

describe.each(published().map(({ name }) => name))("the tarball of %s", (name) => {
  const file = (): string => tarballs.find((each) => each.name === name)?.file ?? ""

  it("31 is clean for publint", async () => {
    const bytes = readFileSync(file())
    const tarball = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
    const { messages, pkg } = await publint({ pack: { tarball }, strict: true })
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([])
  })

  it("31 has types that resolve, by attw", () => {
    const attw = join(dirname(require.resolve("@arethetypeswrong/cli/package.json")), "dist/index.js")
    const parameters = [attw, file(), "--profile", "esm-only", "--format", "ascii", "--no-color"]
    const { status, stdout } = spawnSync(process.execPath, parameters, { encoding: "utf8" })
    expect(status, stdout).toBe(0)
  })

  it("31 carries the licence, a README and no test", () => {
    const files = execFileSync("tar", ["-tzf", file()], { encoding: "utf8" }).trim().split("\n")
    expect(files).toEqual(expect.arrayContaining(["package/LICENSE", "package/README.md", "package/package.json"]))
    expect(files.filter((each) => /\.test\.|tsbuildinfo/.test(each))).toEqual([])
  })
})

describe("an app that installs the tarballs with npm", { timeout: 600_000 }, () => {
  it("31 has no compiler in what it runs on", async () => {
    const installed = await app.type("npm", "ls", "--omit=dev", "--all", "--parseable")
    expect(installed).toContain("node_modules/statewright")
    expect(installed).not.toMatch(/node_modules\/(ts-morph|esbuild|tsx|vite|typescript|@statewright\/(codegen|cli))$/m)
  })

  it("A.2 N.2 P.1 compiles its workflow, checks its types, is killed, and goes on where it was", async () => {
    await app.type("npx", "statewright", "codegen")
    await app.type("npx", "statewright", "codegen", "--check")
    await app.type("npx", "tsc")
    // Our declarations hold where those of libraries are checked too (XState's own do not, under exact optionals).
    await app.type("npx", "tsc", "--noEmit", "--skipLibCheck", "false", "--exactOptionalPropertyTypes", "false")

    await app.typeAndKillAt("performed 7", "node", "dist/main.js")
    expect(app.read("performed.log")).toBe("0\n1\n2\n3\n4\n5\n6\n7\n")

    app.write("go", "")
    const resumed = await app.type("node", "dist/main.js")
    expect(resumed.trim().split("\n").at(-1)).toBe("[0,1,4,9,16,25,36,49,64,81,100,121]")
    // Only the step that was cut short ran again.
    expect(app.read("performed.log")).toBe("0\n1\n2\n3\n4\n5\n6\n7\n7\n8\n9\n10\n11\n")
  })

  it("N.2 goes on in a bundle with what began in its modules, and back", async () => {
    const left = ["runs.db", "runs.db-wal", "runs.db-shm", "performed.log", "go"]
    left.forEach((file) => rmSync(join(app.folder, file), { force: true }))
    const bundled = bundleApp(app.folder, "dist/main.js")

    await app.typeAndKillAt("performed 7", "node", "dist/main.js")
    await app.typeAndKillAt("performed 7", "node", bundled)
    app.write("go", "")
    const resumed = await app.type("node", "dist/main.js")
    expect(resumed.trim().split("\n").at(-1)).toBe("[0,1,4,9,16,25,36,49,64,81,100,121]")
    expect(app.read("performed.log")).toBe("0\n1\n2\n3\n4\n5\n6\n7\n7\n7\n8\n9\n10\n11\n")
  })

  it("P.2 P.7 runs a workflow and draws it from the command line", async () => {
    app.write("go", "")
    const said = await app.type("npx", "statewright", "run", "collect", "--input", '{"count":3}', "--wait")
    expect(said).toMatch(/\[\s*0,\s*1,\s*4\s*\]/)
    await app.type("npx", "statewright", "graph", "collect", "-o", "collect.svg")
    expect(app.read("collect.svg")).toMatch(/<svg[^>]*>[^]*square/)
  })

  it("31 says which Node the command needs, on an older one", async () => {
    const older = 'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.20.2" } })'
    const bin = "node_modules/@statewright/cli/bin/statewright.js"
    await expect(app.type("node", "--import", `data:text/javascript,${older}`, bin, "doctor")).rejects.toThrow(
      "statewright needs Node 22.18 or newer; this is Node 20.20.2.",
    )
  })
})
