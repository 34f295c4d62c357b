import { diagnostic, type Diagnostic } from "../diagnostic/diagnostic.ts"
import { bareExpression } from "./bare-expression.ts"
import { calleeOf } from "./callee.ts"
import { exportNameOf } from "./export-name.ts"
import { findDuplicates } from "./find-duplicates.ts"
import type { Sources } from "./sources.ts"
import { undeclaredWorkflows } from "./undeclared-workflows.ts"
import { frameworkTags, isSaneName } from "@statewright/model"
import { placeOfCall } from "./out-of-place.ts"
import { placeOf, spanOf } from "./place-of.ts"
import { ts } from "./syntax.ts"
import { validationSourceOf } from "./validation-source.ts"
import type { StepSource, WorkflowFile, WorkflowSource } from "./workflow-source.ts"

/** What the workflow files declare. */
export interface Declarations {
  readonly workflows: readonly WorkflowSource[]
  readonly steps: readonly StepSource[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Finds every call of `workflow`, `step` and `failure`, wherever it stands, and refuses those out of place. */
export const findDeclarations = (
  files: readonly WorkflowFile[],
  { program, state, recall }: Sources,
  root: string,
): Declarations => {
  const found = files.map((file) => {
    const inputs = [file, state(file.sourceFile.fileName)]
    return recall("declarations", file.sourceFile.fileName, inputs, () => declaredIn(file, program().getTypeChecker()))
  })
  const workflows = found.flatMap((each) => each.workflows)
  const steps = [...new Map(found.flatMap((each) => each.steps).map((step) => [step.call, step])).values()]
  const diagnostics = found.flatMap((each) => each.diagnostics)
  const undeclared = found.flatMap((each) => each.undeclared)
  return {
    workflows,
    steps,
    diagnostics: [...diagnostics, ...undeclared, ...findDuplicates({ workflows, steps }, root)],
  }
}

interface FileDeclarations extends Declarations {
  readonly undeclared: readonly Diagnostic[]
}

const declaredIn = (file: WorkflowFile, checker: ts.TypeChecker): FileDeclarations => {
  const workflows: WorkflowSource[] = []
  const steps = new Map<ts.CallExpression, StepSource>()
  const diagnostics: Diagnostic[] = []
  const refuse = (found: Diagnostic): undefined => void diagnostics.push(found)
  const add = (step: StepSource | undefined): void => void (step && steps.set(step.call, step))
  for (const call of callsIn(file.sourceFile)) {
    const callee = calleeOf(call, checker)
    if (callee.kind === "word" && callee.word === "workflow") {
      workflows.push(...readWorkflow(call, file, checker, refuse))
    } else if (callee.kind === "word" && callee.word === "step") add(readStep(call, checker, refuse))
    else if (callee.kind === "word" && callee.word === "failure") refuseTakenTag(call, refuse)
    else if (callee.kind === "word" && callee.word === "validate") {
      const validation = validationSourceOf(call, checker)
      if (!("code" in validation)) validation.validators.forEach(({ step }) => steps.has(step.call) || add(step))
    }
    // Declared elsewhere, perhaps in a file that is no workflow file.
    else if (callee.kind === "step" && !steps.has(callee.step.call)) add(callee.step)
  }
  return {
    workflows,
    steps: [...steps.values()],
    diagnostics,
    undeclared: undeclaredWorkflows(file.sourceFile, checker),
  }
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
  const refused = (problem: string, at: ts.Node = call.expression): [] => {
    refuse(diagnostic("SW1001", placeOf(at), { problem }))
    return []
  }
  const declaration = placeOfCall(call)
  if (typeof declaration === "string") return refused(declaration)
  const exportName = exportNameOf(declaration, checker)
  if (exportName === undefined) return refused("is not exported")
  if (!isIdentifierName(exportName)) return refused(`is exported as \`${exportName}\`, which is no identifier`)
  const written = call.arguments[2]
  // TypeScript itself has said that the body is missing.
  if (written === undefined) return []
  const body = functionWritten(written, checker)
  if (body === undefined) return refused("has a function that is neither written in its call nor a constant", written)
  if (body.asteriskToken !== undefined) return refused("has a generator as its function", written)
  const isAsync = body.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ?? false
  if (!isAsync) return refused("has a function that is not `async`", written)
  const [generic] = body.typeParameters ?? []
  if (generic !== undefined) {
    refuse(diagnostic("SW2107", placeOf(generic), { type: generic.name.text }))
    return []
  }
  const statement = declaration.parent.parent
  return name === undefined ? [] : [{ file, exportName, name, call, body, span: spanOf(statement) }]
}

/** Whatever else is wrong with a tag, `failure()` itself says when the module is loaded. */
const refuseTakenTag = ({ arguments: [tag] }: ts.CallExpression, refuse: Refuse): void => {
  if (tag === undefined || !ts.isStringLiteralLike(tag) || !frameworkTags.has(tag.text)) return
  refuse(diagnostic("SW1008", placeOf(tag), { tag: tag.text }))
}

/** The function itself, or what the module's constant of that name holds. */
const functionWritten = (
  written: ts.Expression,
  checker: ts.TypeChecker,
): ts.ArrowFunction | ts.FunctionExpression | undefined => {
  const value = bareExpression(written)
  if (ts.isArrowFunction(value) || ts.isFunctionExpression(value)) return value
  const declaration = ts.isIdentifier(value) ? checker.getSymbolAtLocation(value)?.valueDeclaration : undefined
  if (declaration === undefined || !ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) {
    return undefined
  }
  const initial = bareExpression(declaration.initializer)
  if (!ts.isArrowFunction(initial) && !ts.isFunctionExpression(initial)) return undefined
  const place = ts.isVariableStatement(declaration.parent.parent) ? declaration.parent.parent.parent : undefined
  const isConstant = (declaration.parent.flags & ts.NodeFlags.Const) !== 0
  return isConstant && place === written.getSourceFile() ? initial : undefined
}

const isIdentifierName = (name: string): boolean => /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name)

const readStep = (call: ts.CallExpression, checker: ts.TypeChecker, refuse: Refuse): StepSource | undefined => {
  const name = literalName(call, "step", refuse)
  const refused = (problem: string): undefined => refuse(diagnostic("SW1006", placeOf(call.expression), { problem }))
  const declaration = placeOfCall(call)
  if (typeof declaration === "string") return refused(declaration)
  const exportName = exportNameOf(declaration, checker)
  if (exportName === undefined) return refused("is not exported")
  if (!isIdentifierName(exportName)) return refused(`is exported as \`${exportName}\`, which is no identifier`)
  return name === undefined ? undefined : { name, exportName, declaration, call }
}

const literalName = (call: ts.CallExpression, kind: "workflow" | "step", refuse: Refuse): string | undefined => {
  const name = call.arguments[0]
  if (name === undefined) return undefined
  if (!ts.isStringLiteralLike(name)) return refuse(diagnostic("SW1004", placeOf(name), { kind, call: kind }))
  return isSaneName(name.text)
    ? name.text
    : refuse(diagnostic("SW1007", placeOf(name), { kind: `a ${kind}`, name: name.getText() }))
}
