import { diagnostic, type Diagnostic } from "../diagnostic/diagnostic.ts"
import { bareExpression, isWrapper } from "./bare-expression.ts"
import { calleeOf } from "./callee.ts"
import { exportNameOf } from "./export-name.ts"
import { findDuplicates } from "./find-duplicates.ts"
import { placeOf, spanOf } from "./place-of.ts"
import { ts } from "./syntax.ts"
import type { StepSource, WorkflowFile, WorkflowSource } from "./workflow-source.ts"

/** What the workflow files declare. */
export interface Declarations {
  readonly workflows: readonly WorkflowSource[]
  readonly steps: readonly StepSource[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Finds every call of `workflow` and `step`, wherever it stands, and refuses those out of place. */
export const findDeclarations = (
  files: readonly WorkflowFile[],
  checker: ts.TypeChecker,
  root: string,
): Declarations => {
  const workflows: WorkflowSource[] = []
  const steps = new Map<ts.CallExpression, StepSource>()
  const diagnostics: Diagnostic[] = []
  const refuse = (found: Diagnostic): undefined => void diagnostics.push(found)
  const add = (step: StepSource | undefined): void => void (step && steps.set(step.call, step))
  for (const file of files) {
    for (const call of callsIn(file.sourceFile)) {
      const callee = calleeOf(call, checker)
      if (callee.kind === "word" && callee.word === "workflow") {
        workflows.push(...readWorkflow(call, file, checker, refuse))
      } else if (callee.kind === "word" && callee.word === "step") add(readStep(call, checker, refuse))
      // Declared elsewhere, perhaps in a file that is no workflow file.
      else if (callee.kind === "step" && !steps.has(callee.step.call)) add(callee.step)
    }
  }
  const declared = { workflows, steps: [...steps.values()] }
  return { ...declared, diagnostics: [...diagnostics, ...findDuplicates(declared, root)] }
}

type Refuse = (found: Diagnostic) => undefined

const callsIn = (node: ts.Node): ts.CallExpression[] => {
  const calls: ts.CallExpression[] = []
  const visit = (each: ts.Node): void => {
    if (ts.isCallExpression(each)) calls.push(each)
    ts.forEachChild(each, visit)
  }
  visit(node)
  return calls
}

const readWorkflow = (
  call: ts.CallExpression,
  file: WorkflowFile,
  checker: ts.TypeChecker,
  refuse: Refuse,
): WorkflowSource[] => {
  const name = literalName(call, "workflow", refuse)
  const declaration = declarationOf(call)
  const refused = (problem: string): [] => {
    refuse(diagnostic("SW1001", placeOf(call.expression), { problem }))
    return []
  }
  if (declaration === undefined) return refused("is not the initializer of a top-level constant")
  const exportName = exportNameOf(declaration, checker)
  if (exportName === undefined) return refused("is not exported")
  const body = call.arguments[2] && bareExpression(call.arguments[2])
  // TypeScript itself has said that the body is missing.
  if (body === undefined) return []
  if (!ts.isArrowFunction(body) && !ts.isFunctionExpression(body)) {
    return refused("has a function that is not written in its call")
  }
  if (body.asteriskToken !== undefined) return refused("has a generator as its function")
  const isAsync = body.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ?? false
  if (!isAsync) return refused("has a function that is not `async`")
  const statement = declaration.parent.parent
  return name === undefined ? [] : [{ file, exportName, name, call, body, span: spanOf(statement) }]
}

const readStep = (call: ts.CallExpression, checker: ts.TypeChecker, refuse: Refuse): StepSource | undefined => {
  const name = literalName(call, "step", refuse)
  const declaration = declarationOf(call)
  const refused = (problem: string): undefined => refuse(diagnostic("SW1006", placeOf(call.expression), { problem }))
  if (declaration === undefined) return refused("is not the initializer of a top-level constant")
  const exportName = exportNameOf(declaration, checker)
  if (exportName === undefined) return refused("is not exported")
  return name === undefined ? undefined : { name, exportName, declaration, call }
}

const literalName = (call: ts.CallExpression, kind: "workflow" | "step", refuse: Refuse): string | undefined => {
  const name = call.arguments[0]
  if (name === undefined) return undefined
  return ts.isStringLiteralLike(name) ? name.text : refuse(diagnostic("SW1004", placeOf(name), { kind }))
}

/** The top-level `const x = call` that a call initializes. */
const declarationOf = (call: ts.CallExpression): ts.VariableDeclaration | undefined => {
  let value: ts.Node = call
  while (isWrapper(value.parent)) value = value.parent
  const declaration = value.parent
  if (
    !ts.isVariableDeclaration(declaration) ||
    declaration.initializer !== value ||
    !ts.isIdentifier(declaration.name)
  ) {
    return undefined
  }
  const statement = declaration.parent.parent
  return ts.isVariableStatement(statement) &&
    ts.isSourceFile(statement.parent) &&
    (declaration.parent.flags & ts.NodeFlags.Const) !== 0
    ? declaration
    : undefined
}
