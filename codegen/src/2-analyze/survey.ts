import {
  codeOf,
  declaredHelper,
  type HelperFunction,
  type HelperSource,
  parametersOf,
} from "../1-read/helper-source.ts"
import { ts } from "../1-read/syntax.ts"
import type { Diagnostic } from "../diagnostic/diagnostic.ts"
import { accessOf } from "./assignment-target.ts"
import type { AwaitMeaning } from "./await-meaning.ts"
import { findCaptures } from "./captures.ts"
import { judgePromises } from "./judge-promises.ts"
import { neverAwaited } from "./never-awaited.ts"
import { refusalsOf } from "./refuse-node.ts"
import { refuseStillClocks } from "./still-clock.ts"
import { findSuspensions, isCut } from "./suspensions.ts"
import { isInside, symbolOf } from "./symbol-of.ts"
import type { Reference, Variable } from "./variable.ts"

/** The function of a workflow, or of a helper that suspends. */
export type WorkflowBody = HelperFunction

/** What is surveyed. */
export interface Surveyed {
  /** The name under which its module exports the workflow; of a helper, its own. */
  readonly exportName: string
  readonly body: WorkflowBody
  readonly checker: ts.TypeChecker
  /** The procedure inside which the author declared this one. */
  readonly parent?: Survey | undefined
}

/** What one walk over a body learns. */
export interface Survey extends Surveyed {
  readonly sourceFile: ts.SourceFile
  /** Every node that suspends or has something in it that does. */
  readonly suspends: ReadonlySet<ts.Node>
  readonly awaits: ReadonlyMap<ts.Node, AwaitMeaning>
  /** Calls that begin something which is not awaited at once. */
  readonly begun: ReadonlyMap<ts.Node, AwaitMeaning>
  /** In order of declaration. */
  readonly variables: readonly Variable[]
  readonly bySymbol: ReadonlyMap<ts.Symbol, Variable>
  /** By the identifiers that declare them. */
  readonly declared: ReadonlyMap<ts.Node, Variable>
  readonly references: ReadonlyMap<ts.Node, Reference>
  /** Identifiers that stand for something outside the body. */
  readonly freeNames: ReadonlySet<ts.Node>
  /** The async functions that it calls. */
  readonly helpers: readonly HelperSource[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Walks a body once: who is who, what suspends, and what must be refused. */
export const surveyBody = (surveyed: Surveyed): Survey => {
  const { body, checker, parent } = surveyed
  const code = codeOf(body)
  const judged = judgePromises(body, checker)
  const suspends = findSuspensions(code, judged.begun)
  const references = new Map<ts.Node, Reference>()
  const freeNames = new Set<ts.Node>()
  const diagnostics: Diagnostic[] = [...judged.diagnostics]
  const variables = new Map<ts.Symbol, Variable>()
  const declaredAgain = new Map<ts.Node, Variable>()
  const helperBodies = new Set<ts.Node>(judged.helpers.map((helper) => helper.body))

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
    const isOrdinary = ts.isFunctionDeclaration(node) && declaredHelper(node) === undefined
    if (isOrdinary && node.name !== undefined && isCut(node.parent, code, suspends)) declare(node.name, "function")
    if (ts.isFunctionLike(node) || ts.isTypeNode(node)) return
    if (ts.isVariableDeclarationList(node)) {
      const kind =
        node.flags & (ts.NodeFlags.Const | ts.NodeFlags.Using) ? "const" : node.flags & ts.NodeFlags.Let ? "let" : "var"
      const scope = ts.isVariableStatement(node.parent) ? node.parent.parent : node.parent
      if (kind === "var" || isCut(scope, code, suspends)) {
        for (const each of node.declarations) if (declaredHelper(each) === undefined) declare(each.name, kind)
      }
    } else if (ts.isTryStatement(node) && suspends.has(node) && node.catchClause?.variableDeclaration !== undefined) {
      declare(node.catchClause.variableDeclaration.name, "catch")
    }
    ts.forEachChild(node, declareAll)
  }

  const visit = (node: ts.Node, functionsDeep: number): void => {
    if (isOwnHelper(node, body) || helperBodies.has(node)) return share(node)
    diagnostics.push(...refusalsOf(node, { checker, handled: judged.handled, functionsDeep, suspends, body: code }))
    if (ts.isIdentifier(node)) refer(node, functionsDeep > 0)
    const deeper = ts.isFunctionLike(node) ? functionsDeep + 1 : functionsDeep
    ts.forEachChild(node, (child) => visit(child, deeper))
  }

  /** An async function of the body is a procedure of its own: here only matters which variables it has in common. */
  const share = (node: ts.Node): void => {
    const symbol = ts.isIdentifier(node) ? symbolOf(node, checker) : undefined
    const variable = symbol && variables.get(symbol)
    if (variable !== undefined) {
      variable.captured = true
      if (accessOf(node).writes) variable.reassigned = true
    }
    ts.forEachChild(node, share)
  }

  const refer = (identifier: ts.Identifier, inFunction: boolean): void => {
    const symbol = symbolOf(identifier, checker)
    if (symbol === undefined) return
    const variable = variables.get(symbol)
    if (variable === undefined) {
      if (!isInside(symbol, parent === undefined ? body : outermost(surveyed))) freeNames.add(identifier)
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

  for (const parameter of parametersOf(body)) declare(parameter.name, "parameter")
  declareAll(code)
  const functions = parent === undefined ? [] : findCaptures({ ...surveyed, helpers: judged.helpers }, variables)
  for (const declaration of functions) visit(declaration, 0)
  for (const parameter of parametersOf(body)) visit(parameter, 0)
  if (!ts.isIdentifier(body) && body.type !== undefined && parent === undefined) visit(body.type, 0)
  visit(code, 0)
  diagnostics.push(...refuseStillClocks(code, suspends, checker))
  diagnostics.push(...neverAwaited(judged.begun, references, variables, checker))
  const all = [...variables.values()]
  return {
    ...surveyed,
    sourceFile: body.getSourceFile(),
    suspends,
    awaits: judged.awaits,
    begun: judged.begun,
    variables: all,
    bySymbol: variables,
    declared: new Map([
      ...declaredAgain,
      ...all.map((variable): readonly [ts.Node, Variable] => [variable.declaration, variable]),
    ]),
    references,
    freeNames,
    helpers: judged.helpers,
    diagnostics,
  }
}

/** Whether a node declares an async function of the body. */
const isOwnHelper = (node: ts.Node, body: WorkflowBody): boolean =>
  node !== body &&
  (ts.isFunctionDeclaration(node) || ts.isVariableDeclaration(node)) &&
  declaredHelper(node) !== undefined

const outermost = ({ parent, body }: Surveyed): WorkflowBody => (parent === undefined ? body : outermost(parent))

/** A second `var` of the same name. */
const isDeclared = (identifier: ts.Identifier): boolean => {
  const { parent } = identifier
  return (ts.isVariableDeclaration(parent) || ts.isBindingElement(parent)) && parent.name === identifier
}
