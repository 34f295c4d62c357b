import { importOf } from "../1-read/import-of.ts"
import { ts } from "../1-read/syntax.ts"
import { stepCallsOf } from "../2-analyze/await-meaning.ts"
import type { Lowering } from "./lowering.ts"
import type { LoweringContext } from "./printing.ts"
import { calleeEntity } from "./wait.ts"

/** The steps that a workflow starts, each once, as expressions of the generated file. */
export const stepNames = ({ survey }: Lowering, { imports, naming }: LoweringContext): readonly string[] => {
  const found = new Map<string, string>()
  for (const meaning of survey.awaits.values()) {
    for (const { step, call } of stepCallsOf(meaning)) {
      const callee = calleeEntity(call.expression)
      const root = rootOf(callee)
      const outside = ts.isIdentifier(root) ? importOf(root, naming) : undefined
      if (outside?.kind === "import") imports.keep(outside.import)
      found.set(step.name, callee.getText())
    }
  }
  return [...found.values()]
}

const rootOf = (node: ts.Expression): ts.Expression =>
  ts.isPropertyAccessExpression(node) ? rootOf(node.expression) : node
