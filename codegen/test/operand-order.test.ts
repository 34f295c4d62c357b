import { rmSync } from "node:fs"

import { afterAll, expect, it } from "vitest"

import { differences } from "./differential/differential.ts"
import { loadPrograms } from "./differential/load-programs.ts"
import { operandOrderSource } from "./differential/operand-order.ts"

const roots: string[] = []
afterAll(() => roots.forEach((root) => rmSync(root, { recursive: true })))

const compare = async (file: Parameters<typeof operandOrderSource>[0]): Promise<void> => {
  const { root, programs } = await loadPrograms({ "input.workflow.ts": operandOrderSource(file) }, { strictest: false })
  roots.push(root)
  for (const [program, compiled] of programs) {
    const { found } = await differences(compiled, { depth: 6, most: 40 })
    expect(found, program).toEqual([])
  }
}

it("A.3 operands are evaluated from left to right around every wait, whatever they change or throw", async () => {
  await compare("operand-order.txt")
}, 300_000)

it("A.3 patterns of declarations, assignments, loops and catches take values apart in order around every wait", async () => {
  await compare("patterns.txt")
}, 300_000)
