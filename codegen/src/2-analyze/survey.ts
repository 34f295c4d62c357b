import { codeOf, declaredHelpers, type HelperFunction, parametersOf } from "../1-read/helper-source.ts"
import { ts } from "../1-read/syntax.ts"
import type { Diagnostic } from "../diagnostic/diagnostic.ts"
import { isAskedApart } from "../1-read/is-asked-apart.ts"
import { accessOf } from "../1-read/assignment-target.ts"
import { type AwaitMeaning, begunCallsOf, firstOf } from "./await-meaning.ts"
import { findCaptures } from "./captures.ts"
import { refusedHelperValue } from "./helper-value.ts"
import { isDoneAtOnce } from "./handle-use.ts"
import type { KnownHelper, Scope } from "./given-function.ts"
import { refusedJoin } from "./refused-join.ts"
import { refusedValidation } from "./refused-validation.ts"
import { refusedEvent } from "./refused-where.ts"
import { type JudgedPromises, judgePromises } from "./judge-promises.ts"
import type { FunctionSource } from "./local-function.ts"
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
  /** The procedure inside which the author declared this one, or what is handed to it. */
  readonly parent?: Survey | undefined
  readonly scope: Scope
  /** What makes it another procedure than the rest. */
  readonly key: string
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
  /** Those that a call gives values. */
  readonly parameters: readonly ts.ParameterDeclaration[]
  /** The async functions that it calls. */
  readonly helpers: readonly KnownHelper[]
  /** The code that was handed to it and that it runs itself. */
  readonly brought: readonly ts.Node[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Walks a body once: who is who, what suspends, and what must be refused. */
export const surveyBody = (surveyed: Surveyed): Survey => {
  const { body, checker, parent, scope } = surveyed
  const code = codeOf(body)
  const judged = judgePromises({ checker, scope })
  const suspends = findSuspensions(code, judged.begun, checker)
  const references = new Map<ts.Node, Reference>()
  const freeNames = new Set<ts.Node>()
  const diagnostics: Diagnostic[] = [...judged.diagnostics, ...refusedWaits(judged, checker)]
  const variables = new Map<ts.Symbol, Variable>()
  const declaredAgain = new Map<ts.Node, Variable>()
  const procedures = new Set<ts.Node>([...judged.helpers.map((helper) => helper.body), ...judged.handed])

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
    const isOrdinary = ts.isFunctionDeclaration(node) && declaredHelpers(node, checker).length === 0
    if (isOrdinary && node.name !== undefined && isCut(node.parent, code, suspends)) declare(node.name, "function")
    if (ts.isFunctionLike(node) || ts.isTypeNode(node)) return
    if (ts.isVariableDeclarationList(node)) {
      const kind =
        node.flags & (ts.NodeFlags.Const | ts.NodeFlags.Using) ? "const" : node.flags & ts.NodeFlags.Let ? "let" : "var"
      const scope = ts.isVariableStatement(node.parent) ? node.parent.parent : node.parent
      if (kind === "var" || isCut(scope, code, suspends)) {
        for (const each of node.declarations) if (declaredHelpers(each, checker).length === 0) declare(each.name, kind)
      }
    } else if (ts.isTryStatement(node) && suspends.has(node) && node.catchClause?.variableDeclaration !== undefined) {
      declare(node.catchClause.variableDeclaration.name, "catch")
    }
    ts.forEachChild(node, declareAll)
  }

  const visit = (node: ts.Node, functionsDeep: number): void => {
    if (isOwnHelper(node, surveyed) || procedures.has(node)) return share(node)
    diagnostics.push(...refusalsOf(node, { checker, handled: judged.handled, functionsDeep, suspends, body: code }))
    if (ts.isIdentifier(node)) refer(node, functionsDeep > 0)
    // What the `where` of an event reads is taken down when the wait begins.
    const isFunction = ts.isFunctionLike(node) && !isAskedApart(node, checker)
    const deeper = isFunction ? functionsDeep + 1 : functionsDeep
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
      diagnostics.push(...refusedHelperValue({ name: identifier, symbol, scope, handed: judged.handed, checker }))
      if (!isDeclaredIn(symbol, scope)) freeNames.add(identifier)
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

  const parameters = parametersOf(body).filter((parameter) => !isThis(parameter) && !isGiven(parameter, surveyed))
  for (const parameter of parameters) declare(parameter.name, "parameter")
  const computing = [...scope.given].flatMap(([symbol, given]) =>
    given.kind === "computes" ? [[symbol, given.node] as const] : [],
  )
  for (const [symbol, source] of computing) variables.set(symbol, givenVariable(symbol, source))
  declareAll(code)
  const functions = parent === undefined ? [] : findCaptures({ ...surveyed, helpers: judged.helpers }, variables)
  const brought = [...scope.given.values()].flatMap((given) => (given.kind === "helper" ? [] : [given.node]))
  for (const declaration of [...functions, ...brought]) visit(declaration, 0)
  for (const parameter of parameters) visit(parameter, 0)
  if (!ts.isIdentifier(body) && body.type !== undefined && parent === undefined) visit(body.type, 0)
  visit(code, 0)
  diagnostics.push(...refuseStillClocks(code, suspends, checker))
  diagnostics.push(...neverAwaited(promisesIn(judged), references, variables, checker))
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
    parameters,
    helpers: judged.helpers,
    brought,
    diagnostics,
  }
}

const refusedWaits = ({ awaits, begun }: JudgedPromises, checker: ts.TypeChecker): readonly Diagnostic[] =>
  [...awaits.values(), ...begun.values()].flatMap((meaning) =>
    begunCallsOf(meaning)
      .map(firstOf)
      .flatMap((call) => {
        if (call.kind === "group") return refusedJoin(call, checker)
        if (call.kind === "validate") return refusedValidation(call, checker)
        return call.kind === "event" ? refusedEvent(call, checker) : []
      }),
  )

/** What is begun and gives a promise. */
const promisesIn = ({ begun }: JudgedPromises): JudgedPromises["begun"] =>
  new Map([...begun].filter(([, meaning]) => !isDoneAtOnce(meaning)))

/** Whether a node declares an async function of the body. */
const isOwnHelper = (node: ts.Node, { body, checker }: Surveyed): boolean =>
  node !== body &&
  (ts.isFunctionDeclaration(node) || ts.isVariableDeclaration(node)) &&
  declaredHelpers(node, checker).length > 0

/** `this: void` stands for no argument. */
const isThis = ({ name }: ts.ParameterDeclaration): boolean => ts.isIdentifier(name) && name.text === "this"

const isGiven = ({ name }: ts.ParameterDeclaration, { scope, checker }: Surveyed): boolean => {
  const symbol = checker.getSymbolAtLocation(name)
  return symbol !== undefined && scope.given.has(symbol)
}

/** A parameter that stands for a function which only computes: every segment that uses it makes it anew. */
const givenVariable = ({ name, valueDeclaration }: ts.Symbol, source: FunctionSource): Variable => ({
  name,
  kind: "const",
  declaration: (valueDeclaration as ts.ParameterDeclaration).name, // it is a parameter's symbol
  reassigned: false,
  captured: false,
  rebuilt: true,
  source,
})

const isDeclaredIn = (symbol: ts.Symbol, scope: Scope | undefined): boolean =>
  scope !== undefined && (isInside(symbol, scope.body) || isDeclaredIn(symbol, scope.parent))

/** A second `var` of the same name. */
const isDeclared = (identifier: ts.Identifier): boolean => {
  const { parent } = identifier
  return (ts.isVariableDeclaration(parent) || ts.isBindingElement(parent)) && parent.name === identifier
}
