import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

import { expect, it, onTestFinished } from "vitest"

interface Bundler {
  build(options: object): Promise<unknown>
}

/** What the bundler of vitest makes of a module, for browsers. */
const bundled = async (text: string): Promise<string> => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "statewright-client-")))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, "app.ts"), text)
  const ofVitest = createRequire(createRequire(import.meta.url).resolve("vitest/node"))
  const { build } = (await import(ofVitest.resolve("vite"))) as Bundler // what vite exports
  const lib = { entry: join(folder, "app.ts"), formats: ["es"], fileName: "app" }
  const made = await build({
    configFile: false,
    logLevel: "silent",
    root: folder,
    build: { write: false, lib, minify: false },
  })
  return JSON.stringify(made)
}

const client = join(import.meta.dirname, "../acceptance/generated/client.ts")

it("A.10 client.ts holds types only: nothing of a step, of a workflow or of Node is in what a browser loads", async () => {
  const text = `import * as client from ${JSON.stringify(client)}
import type { Workflows } from ${JSON.stringify(client)}
export const inputOf = (input: Parameters<Workflows["collect"]>[0]) => ({ input, names: Object.keys(client) })
`
  const made = await bundled(text)
  expect(made).toContain("inputOf")
  for (const word of ["square", "world.enter", "statewright/", "node:", "zod"]) expect(made).not.toContain(word)
})

it("A.10 31 statewright/client brings no engine into a browser", async () => {
  const entry = fileURLToPath(import.meta.resolve("statewright/client"))
  const text = `import { type Client, type InputOf, isStatewrightError } from ${JSON.stringify(entry)}
import type { Workflows } from ${JSON.stringify(client)}
export const tell = (error: unknown) => (isStatewrightError(error) ? error.hint : "unknown")
export const begin = (workflows: Client<Workflows>, input: InputOf<Workflows["collect"]>) => workflows.collect.start(input)
`
  const made = await bundled(text)
  expect(made).toContain("_tag")
  for (const word of ["effect", "sqlite", "xstate", "AsyncLocalStorage", "node:"]) expect(made).not.toContain(word)
  // The entry is small: what is not used of `@statewright/model` is left out.
  expect(made.length).toBeLessThan(3_000)
})

it("A.10 and a bundle of the workflows themselves would hold their steps", async () => {
  const workflows = join(import.meta.dirname, "../acceptance/workflows/collect.workflow.ts")
  expect(await bundled(`export { collect } from ${JSON.stringify(workflows)}`)).toContain("world.enter")
})
