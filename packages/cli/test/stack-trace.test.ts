import { spawnSync } from "node:child_process"
import { rmSync } from "node:fs"
import { join } from "node:path"

import { beforeAll, describe, expect, it, onTestFinished } from "vitest"

import { type App, compiledApp, copyOf } from "./app.ts"

const check = `export const check = (wide: { readonly deep?: { readonly cents: number } }): number => {
  return wide.deep!.cents
}
`

const workflows = `import { sleep, softly, step, workflow } from "statewright"
import { check } from "./check.ts"

export const one = step("one", { run: async () => 1 })

export const fails = step("fails", {
  run: async () => {
    throw new RangeError("in the step")
  },
})

export const boom = workflow("boom", {}, async () => {
  const value = await one()
  // Comments and blank lines do not matter.

  const items = [value, 2, 3].map((each) => {
    if (each > 2) throw new TypeError("in a callback", { cause: new Error("deep") })
    return each
  })
  await sleep("1 hour")
  return items
})

export const helped = workflow("helped", {}, async () => {
  for (let i = 0; i < 3; i++) {
    await one()
    if (i > 1) {
      return check(
        {},
      )
    }
  }
  return 0
})

export const stepped = workflow("stepped", {}, async () => {
  try {
    await fails()
  } catch (error) {
    await one()
    throw error
  }
  return 1
})

const cents = (price: { readonly cents?: string }): number => {
  return parse(price.cents!)
}

/** Both are copied: a machine cannot import them. */
function parse(text: string): number {
  if (!text) throw new RangeError("no price")
  return Number(text)
}

export const copied = workflow("copied", {}, async () => {
  await one()
  return cents({})
})

export const told = workflow("told", {}, async () => {
  const wide: { readonly deep?: { readonly cents: number } } = { ...(await one() > 5 && { deep: { cents: 1 } }) }
  if (softly(() => wide.deep!.cents > 1)) await one()
  return 0
})
`

const perform = `import { createEngine } from "statewright/engine"
import { boomProgram, copiedProgram, helpedProgram, steppedProgram } from "./generated/thrown.machine.ts"

const programs = { boom: boomProgram, copied: copiedProgram, helped: helpedProgram, stepped: steppedProgram }
const engine = await createEngine({ database: process.argv[2]!, workflows: programs })
const stacks: Record<string, string> = {}
for (const name of ["boom", "copied", "helped", "stepped"] as const) {
  const run = await engine.workflows[name].start()
  try {
    await run.result()
  } catch (error) {
    const { stack, cause } = error as Error
    stacks[name] = stack ?? ""
    if (cause instanceof Error) stacks[name + "Cause"] = cause.stack ?? ""
  }
}
await engine.close()
console.log(JSON.stringify(stacks))
`

let app: App
beforeAll(async () => {
  app = await compiledApp()
  const settings = JSON.parse(app.read("tsconfig.json")) as { compilerOptions: object }
  app.write(
    "tsconfig.json",
    JSON.stringify({ ...settings, compilerOptions: { ...settings.compilerOptions, allowImportingTsExtensions: true } }),
  )
  app.write("src/check.ts", check)
  app.write("src/thrown.workflow.ts", workflows)
  app.write("src/throw.ts", perform)
  const { code, stderr } = await app.type("codegen")
  if (code !== 0) throw new Error(stderr)
  return () => rmSync(app.folder, { recursive: true })
})

const stacksOf = (flags: readonly string[], { folder }: App): Record<string, string> => {
  const database = join(folder, "stacks.db")
  onTestFinished(() => rmSync(database, { force: true }))
  const script = [...flags, join(folder, "src/throw.ts"), database]
  const { stdout, stderr } = spawnSync(process.execPath, script, { cwd: folder, encoding: "utf8" })
  if (stdout === "") throw new Error(stderr)
  return JSON.parse(stdout) as Record<string, string> // what the script prints
}

/** The lines of a stack that name the project's own files, each from the name of the file. */
const placesIn = (stack: string): string[] =>
  [...stack.matchAll(/^ +at .*\/src\/([\w.]+:\d+:\d+)\)?$/gm)]
    .map(([, place]) => place ?? "")
    .filter((place) => !place.startsWith("run-"))

describe("the stack trace of an error", () => {
  it.each([[[]], [["--enable-source-maps"]], [["--import", "tsx"]], [["--stack-trace-limit=3"]]])(
    "A.6 names the author's file, line and column, with the flags %j",
    (flags) => {
      const stacks = stacksOf(flags, app)
      expect(placesIn(stacks["boom"] ?? "")).toEqual(["thrown.workflow.ts:17:25", "thrown.workflow.ts:16:31"])
      expect(placesIn(stacks["boomCause"] ?? "")).toEqual(["thrown.workflow.ts:17:65", "thrown.workflow.ts:16:31"])
      expect(placesIn(stacks["helped"] ?? "").slice(0, 2)).toEqual(["check.ts:2:21", "thrown.workflow.ts:28:14"])
      expect(placesIn(stacks["copied"] ?? "")).toEqual([
        "thrown.workflow.ts:52:20",
        "thrown.workflow.ts:47:10",
        "thrown.workflow.ts:58:10",
      ])
      expect(placesIn(stacks["stepped"] ?? "")[0]).toBe("thrown.workflow.ts:8:11")
    },
  )

  it("A.6 holds nothing of ours below the author's code", () => {
    expect(stacksOf([], app)["helped"]).toMatch(/^TypeError: .*\n +at check \(\S+\)\n +at \S+thrown.workflow.ts:28:14$/)
  })

  it("A.6 stays as it is where the machine has no map", () => {
    const copy = copyOf(app)
    rmSync(join(copy.folder, "src/generated/thrown.machine.ts.map"))
    expect(stacksOf([], copy)["helped"]).toMatch(
      /check\.ts:2:21\)\n +at afterOne.* \(\S+thrown\.machine\.ts:\d+:\d+\)\n/,
    )
  })

  it("A.6 F02.6 is told by a soft condition, too", async () => {
    const { code, stderr } = await app.type("run", "told", "--wait")
    expect(code).toBe(0)
    const told = stderr.slice(stderr.indexOf("A condition threw and counts as false:"))
    expect(told).toContain("Cannot read properties of undefined (reading 'cents')")
    expect(placesIn(told)).toEqual(["thrown.workflow.ts:63:31", "thrown.workflow.ts:63:7"])
    expect(told).not.toContain(".machine.ts")
  })

  it("A.6 is what `run --wait` and `runs show` print", async () => {
    const run = await app.type("run", "helped", "--id", "helped-1", "--wait")
    const show = await app.type("runs", "show", "helped-1")
    for (const text of [run.stderr, show.stdout]) {
      expect(text).toContain("Cannot read properties of undefined (reading 'cents')")
      expect(placesIn(text)).toEqual(["check.ts:2:21", "thrown.workflow.ts:28:14"])
    }
  })
})
