import { rmSync } from "node:fs"

import { afterAll, expect, it } from "vitest"

import { differences } from "./differential/differential.ts"
import { loadPrograms } from "./differential/load-programs.ts"
import { operandOrderSource } from "./differential/operand-order.ts"

const roots: string[] = []
afterAll(() => roots.forEach((root) => rmSync(root, { recursive: true })))

it("A.3 operands are evaluated from left to right around every wait, whatever they change or throw", async () => {
  const { root, programs } = await loadPrograms({ "input.workflow.ts": operandOrderSource() }, { strictest: false })
  roots.push(root)
  for (const [program, compiled] of programs) {
    const { found } = await differences(compiled, { depth: 6, most: 40 })
    expect(found, program).toEqual([])
  }
}, 300_000)
