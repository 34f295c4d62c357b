import { importOf } from "../1-read/import-of.ts"
import { ts } from "../1-read/syntax.ts"
import { stepCallsOf } from "../2-analyze/await-meaning.ts"
import type { Survey } from "../2-analyze/survey.ts"
import type { Lowering } from "./lowering.ts"
import type { LoweringContext } from "./printing.ts"
import { calleeEntity } from "./wait-name.ts"

/** The steps that a workflow starts, each once, as expressions of the generated file. */
export const stepNames = (lowerings: readonly Lowering[], context: LoweringContext): readonly string[] => {
  const found = new Map<string, string>()
  for (const { survey } of lowerings) addSteps(found, survey, context)
  return [...found.values()]
}

const addSteps = (found: Map<string, string>, survey: Survey, { imports, naming }: LoweringContext): void => {
  for (const meaning of [...survey.awaits.values(), ...survey.begun.values()]) {
    for (const { step, callee: written } of stepCallsOf(meaning)) {
      const callee = calleeEntity(written)
      const root = rootOf(callee)
      const sourceFile = root.getSourceFile()
      const outside = ts.isIdentifier(root) ? importOf(root, { ...naming, sourceFile }) : undefined
      const local = outside?.kind === "import" ? imports.adopt(outside.import, sourceFile) : root.getText()
      found.set(step.name, local + sourceFile.text.slice(root.end, callee.end))
    }
  }
}

const rootOf = (node: ts.Expression): ts.Expression =>
  ts.isPropertyAccessExpression(node) ? rootOf(node.expression) : node
