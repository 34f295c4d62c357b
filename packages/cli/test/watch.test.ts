import { existsSync, renameSync, rmSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it, onTestFinished } from "vitest"

import { type App, createApp, type Started } from "./app.ts"
import { bound } from "./bound.ts"

const odd = "src/odd.workflow.ts"

/** A project that is watched, and what the command says between one report and the next. */
const watched = async (...flags: readonly string[]) => {
  const app = createApp()
  onTestFinished(() => rmSync(app.folder, { recursive: true, force: true }))
  const started = await app.typeUntil("Watching for changes", "codegen", "--watch", ...flags)
  onTestFinished(() => void started.child.kill("SIGKILL"))
  return { app, started, report: reports(started) }
}

/** Does something, and resolves with what is said until a report has ended and it is so. */
const reports =
  ({ child }: Started) =>
  (act: () => void, isSo: (said: string) => boolean): Promise<string> =>
    new Promise((resolve) => {
      let said = ""
      const listen = (chunk: unknown): void => {
        said += String(chunk)
        if (!/In \d+ ms\./.test(said) || !isSo(said)) return
        child.stderr?.off("data", listen)
        resolve(said)
      }
      child.stderr?.on("data", listen)
      act()
    })

const replace = (app: App, path: string, from: string, to: string): void =>
  app.write(path, app.read(path).replace(from, to))

describe("statewright codegen --watch", bound, () => {
  it("A.5 writes what an edit changes, keeps the old files while something is refused, and ends by Ctrl-C", async () => {
    const { app, started, report } = await watched()
    const machine = (): string => app.read("src/generated/odd.machine.ts")
    expect(machine()).toContain('"1 hour"')
    await report(
      () => replace(app, odd, '"1 hour"', '"2 hours"'),
      () => machine().includes('"2 hours"'),
    )
    const good = machine()
    const broken = await report(
      () => replace(app, odd, "await flaky()", 'eval("1")'),
      (said) => said.includes("Nothing was written."),
    )
    expect(broken).toMatch(/odd\.workflow\.ts:\d+:\d+ {2}SW2102[^]*\^/)
    expect(machine()).toBe(good)
    const once = await app.type("codegen")
    expect(once.code).toBe(1)
    expect(broken).toContain(once.stderr.slice(0, once.stderr.indexOf("Nothing was written.")))

    const has = (words: string) => (said: string) => said.includes(words)
    await report(() => replace(app, odd, 'eval("1")', "await flaky("), has("SW0001"))
    await report(() => replace(app, odd, "await flaky(", "await flaky()"), has("nothing to change"))
    started.child.kill("SIGINT")
    expect(await started.ended).toMatchObject({ code: 0 })
    expect(await app.type("codegen", "--check")).toMatchObject({ code: 0 })
  })

  it("A.5 notices new files, files that go, and other settings", async () => {
    const { app, report } = await watched()
    const isThere = (path: string) => () => existsSync(join(app.folder, path))
    const fresh = app.read(odd).replaceAll(/(workflow|step)\("/g, '$1("new-')
    await report(() => app.write("src/fresh.workflow.ts", fresh), isThere("src/generated/fresh.machine.ts"))
    await report(
      () => rmSync(join(app.folder, "src/fresh.workflow.ts")),
      () => !isThere("src/generated/fresh.machine.ts")(),
    )
    expect(app.read("statewright/workflows.lock")).toMatch(/^new-\S+ workflow removed$/m)

    const strict = app.read("tsconfig.json")
    const lax = strict.replace('"strict": true', '"strict": false')
    await report(
      () => app.write("tsconfig.json", lax),
      (said) => said.includes("SW0006"),
    )
    await report(
      () => app.write("tsconfig.json", strict),
      (said) => said.includes("nothing to change"),
    )
    await report(() => {
      const config = app.read("statewright.config.ts").replace("src/generated", "src/made")
      app.write("statewright.config.ts.tmp", config)
      renameSync(join(app.folder, "statewright.config.ts.tmp"), join(app.folder, "statewright.config.ts"))
    }, isThere("src/made/index.ts"))
  })

  it("P.2 does not go with --check or --fix", async () => {
    const app = createApp()
    onTestFinished(() => rmSync(app.folder, { recursive: true, force: true }))
    expect(await app.type("codegen", "--watch", "--check")).toMatchObject({ code: 2 })
  })
})
