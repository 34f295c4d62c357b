import { readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

import { afterAll, describe, expect, it } from "vitest"

import { messagesModule } from "../scripts/messages-module.ts"
import { readMessages } from "../scripts/read-messages.ts"
import { diagnostic } from "../src/diagnostic/diagnostic.ts"
import { placeOfFile } from "../src/1-read/place-of.ts"
import { flatten } from "../src/1-read/tsconfig.ts"
import { compile } from "../src/index.ts"
import { exampleFile } from "./message-example.ts"
import { createProject, sharedSources } from "./temporary-project.ts"

const folder = fileURLToPath(new URL("../messages", import.meta.url))
const messages = readMessages(folder)
const place = placeOfFile("a.workflow.ts")

describe("messages", () => {
  it("A.6 are generated from what the Markdown says today (else run `node codegen/scripts/messages.ts`)", () => {
    expect(readFileSync(join(folder, "../src/messages.generated.ts"), "utf8")).toBe(messagesModule(messages))
  })

  it("A.6 say what is wrong and what to do, each in whole sentences", () => {
    for (const { code, message, hint } of messages) {
      expect(message, code).toMatch(/([.:]|%text%|%reason%\.)$|%text%$/)
      expect(hint, code).toMatch(/[.]$|%remedy%$|\}$/)
    }
  })

  it("A.6 have their placeholders filled", () => {
    const found = diagnostic("SW1002", place, { name: "same", file: "b.workflow.ts" })
    expect(found.message).toBe("Workflow name `same` is already used in b.workflow.ts.")
    expect(found.docs).toBe("docs/language.md#sw1002")
  })

  it("A.6 type-check the code and its placeholders", () => {
    // @ts-expect-error no such code
    expect(() => diagnostic("SW9999", place, {})).toThrow()
    // @ts-expect-error `name` is missing
    diagnostic("SW2104", place, {})
  })
})

const examples = messages.flatMap(({ code, bad, good }) => [
  ...bad.map((text, at) => ({
    title: `${code} refuses its bad example ${at + 1}`,
    code,
    file: `${code}-bad-${at + 1}.workflow.ts`,
    text,
  })),
  ...good.map((text, at) => ({
    title: `${code} accepts its good example ${at + 1}`,
    code,
    file: `${code}-good-${at + 1}.workflow.ts`,
    text,
  })),
])

const root = createProject(Object.fromEntries(examples.map(({ file, text }) => [file, exampleFile(text)])))
afterAll(() => rmSync(root, { recursive: true }))
// One program for all of them; what is generated from the good ones is checked in one go at the end.
sharedSources.open(examples.map(({ file }) => join(root, file)))
const unchecked = { ...sharedSources, check: () => [] }
const compileExample = (file: string) => compile({ root, workflows: [file], outDir: ".", sources: unchecked })

describe("examples of the messages", () => {
  const saidOf = (file: string): string[] =>
    compileExample(file).diagnostics.map((found) => `${found.code} ${found.message}`)

  it.each(examples.filter(({ file }) => file.includes("-bad-")))("A.6 A.7 $title", ({ code, file }) => {
    expect(saidOf(file)).toContainEqual(expect.stringContaining(code))
  })

  it.each(examples.filter(({ file }) => file.includes("-good-")))("A.6 A.7 $title", ({ file }) => {
    expect(saidOf(file)).toEqual([])
  })

  it("A.2 the good ones become machines that type-check", () => {
    const generated = examples.flatMap(({ file }) =>
      compileExample(file).files.map(({ path, text }) => ({ file: join(root, path), text })),
    )
    const machines = generated.filter(({ file }) => file.endsWith(".machine.ts"))
    expect(sharedSources.check(machines).map((problem) => `${problem.file?.fileName}: ${flatten(problem)}`)).toEqual([])
  })

  it("A.6 every code has one that is refused with it, but those about files", () => {
    const settings = [
      "SW0003",
      "SW0004",
      "SW0005",
      "SW0006",
      "SW0007",
      "SW0008",
      "SW0009",
      "SW0010",
      "SW0011",
      "SW0012",
      "SW0013",
      "SW0014",
    ]
    const aboutFiles = [...settings, "SW5004", "SW9001"]
    expect(messages.filter(({ bad }) => bad.length === 0).map(({ code }) => code)).toEqual(aboutFiles)
  })
})
