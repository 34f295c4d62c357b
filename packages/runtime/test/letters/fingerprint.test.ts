import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { authorFrame } from "../../src/policy/dead-letter/author-frame.ts"
import { fingerprint } from "../../src/policy/dead-letter/fingerprint.ts"

const stack = (...lines: readonly string[]): string => ["Error: it is down", ...lines].join("\n")
const at = { cwd: "/app", ours: ["/repo/packages/runtime/src/"] }

describe("the line of the author's code that a failure came from", () => {
  it.each([
    [
      "behind packages and Node",
      "charge src/pay.ts",
      [
        "    at request (/app/node_modules/undici/index.js:1:1)",
        "    at process.processTicksAndRejections (node:internal/process/task_queues:105:5)",
        "    at async charge (/app/src/pay.ts:12:9)",
        "    at async run (/app/src/other.ts:1:1)",
      ],
    ],
    ["as a URL with a query", "charge src/pay.ts", ["    at charge (file:///app/src/pay.ts?v=12:12:9)"]],
    ["of a function without a name", "<anonymous> src/pay.ts", ["    at /app/src/pay.ts:12:9"]],
    ["of a method", "Object.run src/pay.ts", ["    at Object.run [as call] (/app/src/pay.ts:12:9)"]],
    ["outside of the working directory", "charge /lib/pay.ts", ["    at charge (/lib/pay.ts:12:9)"]],
    [
      "and never of the engine",
      undefined,
      ["    at run (/repo/packages/runtime/src/steps/run-attempt.ts:80:12)", "    at new Promise (<anonymous>)"],
    ],
  ])("F07.1 is found %s", (_, frame, lines) => {
    expect(authorFrame(stack(...lines), at)).toBe(frame)
  })

  it("F07.1 is of this file when an error is made here", () => {
    const thrower = (): Error => new Error("here")
    expect(authorFrame(thrower().stack)).toMatch(/^thrower .*test\/letters\/fingerprint\.test\.ts$/)
  })

  it("F07.1 is looked for in whatever stands there", () => {
    const line = fc
      .tuple(fc.string(), fc.string(), fc.nat())
      .map(([name, file, n]) => `    at ${name} (file:${file}:${n}:1)`)
    fc.assert(fc.property(fc.array(fc.oneof(fc.string(), line)), (lines) => void authorFrame(lines.join("\n"))))
  })
})

describe("the fingerprint of a failure", () => {
  const facts = { step: "charge", tag: "Refused", stack: stack("    at charge (/app/src/pay.ts:12:9)") }
  const of = (other: Partial<typeof facts>): string => fingerprint({ ...facts, ...other })

  it("F07.1 is the same for another line and message, and another one for tag, step or function", () => {
    expect(of({ stack: "Error: down again\n    at charge (/app/src/pay.ts:99:1)" })).toBe(of({}))
    const others = [
      of({ tag: "Other" }),
      of({ step: "refund" }),
      of({ stack: stack("    at pay (/app/src/pay.ts:1:1)") }),
    ]
    expect(new Set([...others, of({})]).size).toBe(4)
    expect(of({})).toMatch(/^[0-9a-f]{16}$/)
  })
})
