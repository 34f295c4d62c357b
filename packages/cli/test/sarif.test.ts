import { rmSync } from "node:fs"

import schema from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json" with { type: "json" }
import Draft04 from "ajv-draft-04"
import formats from "ajv-formats"
import { afterAll, beforeAll, expect, it } from "vitest"

import { type App, createApp } from "./app.ts"
import { bound } from "./bound.ts"

let app: App
beforeAll(() => void (app = createApp()))
afterAll(() => rmSync(app.folder, { recursive: true }))

/** What the official schema of SARIF 2.1.0 has to say of a log. */
const faultsOf = (log: unknown): readonly unknown[] => {
  const ajv = new Draft04.default({ allErrors: true, strict: false, unicodeRegExp: false })
  formats.default(ajv)
  const validate = ajv.compile(schema)
  validate(log)
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

it("A.6 --sarif prints what codegen has to say for a code host, and nothing else on stdout", bound, async () => {
  const file = "src/outside.workflow.ts"
  app.write(
    file,
    'import { workflow } from "statewright"\nexport const outside = workflow("outside", {}, async () => void setTimeout(() => {}, 1))\n',
  )
  const { stdout, stderr, code } = await app.type("codegen", "--sarif")
  expect(code).toBe(1)
  expect(stderr).toContain("Nothing was written.")
  const log: unknown = JSON.parse(stdout)
  expect(faultsOf(log)).toEqual([])
  const region = {
    startLine: expect.any(Number),
    startColumn: expect.any(Number),
    endLine: expect.any(Number),
    endColumn: expect.any(Number),
  }
  expect(log).toMatchObject({
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: { name: "statewright", rules: expect.arrayContaining([expect.objectContaining({ id: "SW2401" })]) },
        },
        results: expect.arrayContaining([
          expect.objectContaining({
            ruleId: "SW2401",
            level: "error",
            message: { text: expect.stringContaining("reaches outside") },
            locations: [{ physicalLocation: { artifactLocation: { uri: file }, region } }],
          }),
        ]),
      },
    ],
  })
  expect(faultsOf({ version: "2.1.0", runs: [{ results: [] }] })).not.toEqual([])
  const both = await app.type("codegen", "--sarif", "--json")
  expect(both.code).toBe(2)
})
