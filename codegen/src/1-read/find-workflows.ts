import { diagnostic, type Diagnostic, type Related } from "../diagnostic/diagnostic.ts"
import { authoringWord } from "./authoring-word.ts"
import { bareExpression, isWrapper } from "./bare-expression.ts"
import { exportNameOf } from "./export-name.ts"
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
export const findDeclarations = (files: readonly WorkflowFile[], checker: ts.TypeChecker): Declarations => {
  const workflows: WorkflowSource[] = []
  const steps: StepSource[] = []
  const diagnostics: Diagnostic[] = []
  const refuse = (found: Diagnostic): undefined => void diagnostics.push(found)
  for (const file of files) {
    for (const { call, word } of declaringCalls(file.sourceFile, checker)) {
      if (word === "workflow") {
        const workflow = readWorkflow(call, file, checker, refuse)
        if (workflow !== undefined) workflows.push(workflow)
      } else {
        const step = readStep(call, checker, refuse)
        if (step !== undefined) steps.push(step)
      }
    }
  }
  return { workflows, steps, diagnostics: [...diagnostics, ...duplicates({ workflows, steps }, files)] }
}

type Found = Pick<Declarations, "workflows" | "steps">
type Refuse = (found: Diagnostic) => undefined

const declaringCalls = (sourceFile: ts.SourceFile, checker: ts.TypeChecker): { call: ts.CallExpression; word: "workflow" | "step" }[] => {
  const calls: { call: ts.CallExpression; word: "workflow" | "step" }[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const callee = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression
      const word = authoringWord(checker.getSymbolAtLocation(callee), checker)
      if (word === "workflow" || word === "step") calls.push({ call: node, word })
    }
    ts.forEachChild(node, visit)
  }
  visit(sourceFile)
  return calls
}

const readWorkflow = (call: ts.CallExpression, file: WorkflowFile, checker: ts.TypeChecker, refuse: Refuse): WorkflowSource | undefined => {
  const name = literalName(call, "workflow", refuse)
  const declaration = declarationOf(call)
  const refused = (problem: string): undefined => refuse(diagnostic("SW1001", placeOf(call.expression), { problem }))
  if (declaration === undefined) return refused("is not the initializer of a top-level constant")
  const exportName = exportNameOf(declaration, checker)
  if (exportName === undefined) return refused("is not exported")
  const body = call.arguments[2] && bareExpression(call.arguments[2])
  // TypeScript itself has said that the body is missing.
  if (body === undefined) return undefined
  if (!ts.isArrowFunction(body) && !ts.isFunctionExpression(body)) return refused("has a function that is not written in its call")
  if (body.asteriskToken !== undefined) return refused("has a generator as its function")
  const isAsync = body.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ?? false
  if (!isAsync) return refused("has a function that is not `async`")
  const statement = declaration.parent.parent
  return name === undefined ? undefined : { file, exportName, name, call, body, span: spanOf(statement) }
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
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer !== value || !ts.isIdentifier(declaration.name)) return undefined
  const statement = declaration.parent.parent
  return ts.isVariableStatement(statement) && ts.isSourceFile(statement.parent) && (declaration.parent.flags & ts.NodeFlags.Const) !== 0
    ? declaration
    : undefined
}

const duplicates = ({ workflows, steps }: Found, files: readonly WorkflowFile[]): Diagnostic[] => {
  const pathOf = new Map(files.map(({ sourceFile, path }) => [sourceFile, path]))
  const facts = (name: string, first: ts.CallExpression) => ({ name, file: pathOf.get(first.getSourceFile()) ?? "" })
  return [
    ...repeated(workflows).map(([again, first]) =>
      diagnostic("SW1002", placeOf(nameNode(again.call)), facts(again.name, first.call), declaredHere(first.call)),
    ),
    ...repeated(steps).map(([again, first]) =>
      diagnostic("SW1005", placeOf(nameNode(again.call)), facts(again.name, first.call), declaredHere(first.call)),
    ),
  ]
}

/** Every later one of a name, with the first one. */
const repeated = <Named extends { readonly name: string }>(all: readonly Named[]): [Named, Named][] => {
  const first = new Map<string, Named>()
  return all.flatMap((one): [Named, Named][] => {
    const earlier = first.get(one.name)
    if (earlier === undefined) first.set(one.name, one)
    return earlier === undefined ? [] : [[one, earlier]]
  })
}

const nameNode = (call: ts.CallExpression): ts.Node => call.arguments[0] ?? call

const declaredHere = (call: ts.CallExpression): Related[] => [{ ...placeOf(nameNode(call)), label: "declared here" }]
