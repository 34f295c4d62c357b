import type { Diagnostic } from "../diagnostic/diagnostic.ts"
import { ts } from "../1-read/syntax.ts"
import { accessOf } from "./assignment-target.ts"
import { refusalsOf } from "./refuse-node.ts"
import { refuseStillClocks } from "./still-clock.ts"
import { findSuspensions, isCut } from "./suspensions.ts"
import type { Reference, Variable } from "./variable.ts"
import { type AwaitMeaning, meaningOfAwait } from "./await-meaning.ts"

/** The function of a workflow. */
export type WorkflowBody = ts.ArrowFunction | ts.FunctionExpression

/** What one walk over a body learns. */
export interface Survey {
  /** The name under which its module exports the workflow. */
  readonly exportName: string
  readonly body: WorkflowBody
  readonly sourceFile: ts.SourceFile
  readonly checker: ts.TypeChecker
  /** Every node that suspends or has something in it that does. */
  readonly suspends: ReadonlySet<ts.Node>
  readonly awaits: ReadonlyMap<ts.Node, AwaitMeaning>
  /** In order of declaration. */
  readonly variables: readonly Variable[]
  /** By the identifiers that declare them. */
  readonly declared: ReadonlyMap<ts.Node, Variable>
  readonly references: ReadonlyMap<ts.Node, Reference>
  /** Identifiers that stand for something outside the body. */
  readonly freeNames: ReadonlySet<ts.Node>
  readonly diagnostics: readonly Diagnostic[]
}

/** Walks a body once: who is who, what suspends, and what must be refused. */
export const surveyBody = (exportName: string, body: WorkflowBody, checker: ts.TypeChecker): Survey => {
  const sourceFile = body.getSourceFile()
  const suspends = findSuspensions(body.body)
  const awaits = new Map<ts.Node, AwaitMeaning>()
  const references = new Map<ts.Node, Reference>()
  const freeNames = new Set<ts.Node>()
  const diagnostics: Diagnostic[] = []
  const variables = new Map<ts.Symbol, Variable>()
  const declaredAgain = new Map<ts.Node, Variable>()
  /** Calls that an `await` takes care of. */
  const handled = new Set<ts.Node>()

  const declare = (name: ts.BindingName, kind: Variable["kind"]): void => {
    if (!ts.isIdentifier(name)) {
      for (const element of name.elements) if (ts.isBindingElement(element)) declare(element.name, kind)
      return
    }
    const symbol = checker.getSymbolAtLocation(name)
    if (symbol === undefined || variables.has(symbol)) return
    variables.set(symbol, { name: name.text, kind, declaration: name, reassigned: false, captured: false })
  }

  const declareAll = (node: ts.Node): void => {
    if (ts.isFunctionDeclaration(node) && isCut(node.parent, body.body, suspends) && node.name !== undefined) {
      declare(node.name, "function")
    }
    if (ts.isFunctionLike(node) || ts.isTypeNode(node)) return
    if (ts.isVariableDeclarationList(node)) {
      const kind =
        node.flags & (ts.NodeFlags.Const | ts.NodeFlags.Using) ? "const" : node.flags & ts.NodeFlags.Let ? "let" : "var"
      const scope = ts.isVariableStatement(node.parent) ? node.parent.parent : node.parent
      if (kind === "var" || isCut(scope, body.body, suspends)) {
        for (const { name } of node.declarations) declare(name, kind)
      }
    } else if (ts.isTryStatement(node) && suspends.has(node) && node.catchClause?.variableDeclaration !== undefined) {
      declare(node.catchClause.variableDeclaration.name, "catch")
    }
    ts.forEachChild(node, declareAll)
  }

  const visit = (node: ts.Node, functionsDeep: number): void => {
    if (ts.isAwaitExpression(node) && functionsDeep === 0) {
      const { meaning, calls, refusal } = meaningOfAwait(node, checker)
      if (refusal !== undefined) diagnostics.push(refusal)
      if (meaning !== undefined) awaits.set(node, meaning)
      for (const call of calls) handled.add(call)
    }
    diagnostics.push(...refusalsOf(node, { checker, handled, functionsDeep, suspends, body: body.body }))
    if (ts.isIdentifier(node)) refer(node, functionsDeep > 0)
    const deeper = ts.isFunctionLike(node) ? functionsDeep + 1 : functionsDeep
    ts.forEachChild(node, (child) => visit(child, deeper))
  }

  const refer = (identifier: ts.Identifier, inFunction: boolean): void => {
    const symbol = symbolOf(identifier, checker)
    if (symbol === undefined) return
    const variable = variables.get(symbol)
    if (variable === undefined) {
      if (!isInside(symbol, body)) freeNames.add(identifier)
      return
    }
    if (identifier === variable.declaration) return
    const again = isDeclared(identifier)
    if (again) declaredAgain.set(identifier, variable)
    const access = again ? { reads: false, writes: true } : accessOf(identifier)
    references.set(identifier, { variable, ...access, inFunction })
    if (access.writes) variable.reassigned = true
    if (inFunction) variable.captured = true
  }

  for (const parameter of body.parameters) declare(parameter.name, "parameter")
  declareAll(body.body)
  for (const parameter of body.parameters) visit(parameter, 0)
  if (body.type !== undefined) visit(body.type, 0)
  visit(body.body, 0)
  diagnostics.push(...refuseStillClocks(body.body, suspends, checker))
  const all = [...variables.values()]
  return {
    exportName,
    body,
    sourceFile,
    checker,
    suspends,
    awaits,
    variables: all,
    declared: new Map([
      ...declaredAgain,
      ...all.map((variable): readonly [ts.Node, Variable] => [variable.declaration, variable]),
    ]),
    references,
    freeNames,
    diagnostics,
  }
}

/** The symbol that an identifier refers to, when it refers to a variable, function, class or type. */
const symbolOf = (identifier: ts.Identifier, checker: ts.TypeChecker): ts.Symbol | undefined => {
  const { parent } = identifier
  if (ts.isPropertyAccessExpression(parent) && parent.name === identifier) return undefined
  if (ts.isQualifiedName(parent) && parent.right === identifier) return undefined
  if (ts.isPropertyAssignment(parent) && parent.name === identifier) return undefined
  if (ts.isBindingElement(parent) && parent.propertyName === identifier) return undefined
  if (ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent)) return undefined
  if (ts.isShorthandPropertyAssignment(parent) && parent.name === identifier) {
    return checker.getShorthandAssignmentValueSymbol(parent)
  }
  const isMember = ts.isTypeElement(parent) || ts.isClassElement(parent) || ts.isObjectLiteralElement(parent)
  if (isMember && parent.name === identifier) return undefined
  return checker.getSymbolAtLocation(identifier)
}

/** A second `var` of the same name. */
const isDeclared = (identifier: ts.Identifier): boolean => {
  const { parent } = identifier
  return (ts.isVariableDeclaration(parent) || ts.isBindingElement(parent)) && parent.name === identifier
}

const isInside = (symbol: ts.Symbol, body: WorkflowBody): boolean => {
  const declaration = symbol.declarations?.[0]
  return (
    declaration !== undefined &&
    declaration.getSourceFile() === body.getSourceFile() &&
    declaration.pos >= body.pos &&
    declaration.end <= body.end
  )
}
