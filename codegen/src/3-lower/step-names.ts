import { importOf } from "../1-read/import-of.ts"
import { ts } from "../1-read/syntax.ts"
import { type AwaitMeaning, runCallsOf, stepCallsOf } from "../2-analyze/await-meaning.ts"
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

/** The workflows that a workflow starts, likewise. */
export const childNames = (lowerings: readonly Lowering[], context: LoweringContext): readonly string[] => {
  const found = new Map<string, string>()
  for (const meaning of lowerings.flatMap(({ survey }) => meaningsOf(survey))) {
    for (const { workflow, callee } of runCallsOf(meaning)) {
      if (workflow !== undefined) found.set(workflow.name, nameText(callee, context))
    }
  }
  return [...found.values()]
}

/** What the steps are called by their authors. */
export const namesOfSteps = (surveys: readonly Survey[]): ReadonlySet<string> =>
  new Set(
    surveys
      .flatMap(meaningsOf)
      .flatMap(stepCallsOf)
      .map(({ step }) => step.name),
  )

const addSteps = (found: Map<string, string>, survey: Survey, context: LoweringContext): void => {
  for (const meaning of meaningsOf(survey)) {
    for (const { step, callee } of stepCallsOf(meaning)) found.set(step.name, nameText(callee, context))
  }
}

const meaningsOf = ({ awaits, begun }: Survey): readonly AwaitMeaning[] => [...awaits.values(), ...begun.values()]

const nameText = (written: ts.Expression, { imports, naming }: LoweringContext): string => {
  const callee = calleeEntity(written)
  const root = rootOf(callee)
  const sourceFile = root.getSourceFile()
  const outside = ts.isIdentifier(root) ? importOf(root, { ...naming, sourceFile }) : undefined
  const local = outside?.kind === "import" ? imports.adopt(outside.import, sourceFile) : root.getText()
  return local + sourceFile.text.slice(root.end, callee.end)
}

const rootOf = (node: ts.Expression): ts.Expression =>
  ts.isPropertyAccessExpression(node) ? rootOf(node.expression) : node
