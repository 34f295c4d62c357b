import { declaredHelpers, type HelperFunction } from "../1-read/helper-source.ts"
import { ts } from "../1-read/syntax.ts"
import { firstFree } from "./first-free.ts"
import { codeOfGiven, codeOfHelper, givenOf, type KnownHelper, type Scope } from "./given-function.ts"
import { declarationsOf, functionOf } from "./local-function.ts"
import { isInside, symbolOf } from "./symbol-of.ts"
import { isFixed, type Variable } from "./variable.ts"

interface Capturing {
  readonly body: HelperFunction
  readonly checker: ts.TypeChecker
  /** The procedure around it. */
  readonly parent?: { readonly bySymbol: ReadonlyMap<ts.Symbol, Variable>; readonly body: ts.Node } | undefined
  /** The async functions that it calls: those declared beside it need what they capture from it. */
  readonly helpers: readonly KnownHelper[]
  readonly scope: Scope
}

/**
 * Adds to `variables` what an async function takes from the procedure that it stands in: a constant by value, anything
 * else as the variable itself. Answers the declarations of the ordinary functions around it that it uses.
 */
export const findCaptures = (
  { body, checker, parent, helpers, scope }: Capturing,
  variables: Map<ts.Symbol, Variable>,
): readonly ts.Node[] => {
  const functions: ts.Node[] = []
  const seen = new Set<ts.Node>()
  const again = new Set<ts.Node>()
  const entered = new Set<ts.Node>()
  const visit = (node: ts.Node): void => {
    const symbol = ts.isIdentifier(node) ? symbolOf(node, checker) : undefined
    if (symbol !== undefined && !variables.has(symbol)) capture(symbol)
    const declaration = symbol?.valueDeclaration
    for (const helper of declaration === undefined ? [] : declaredHelpers(declaration, checker)) walkHelper(helper.body)
    const given = symbol && givenOf(symbol, scope)
    for (const code of given === undefined ? [] : codeOfGiven(given)) walk(code)
    ts.forEachChild(node, visit)
  }
  const walk = (node: ts.Node): void => {
    if (seen.has(node)) return
    seen.add(node)
    visit(node)
  }
  /** One that it stands in has variables of its own when it is called again: looked at last, and only for others. */
  const walkHelper = (code: ts.Node): void => {
    if (standsAround(code, scope)) again.add(code)
    else walk(code)
  }
  const capture = (symbol: ts.Symbol): void => {
    if (isInside(symbol, body) || [...entered].some((code) => isInside(symbol, code))) return
    const around = parent?.bySymbol.get(symbol)
    if (around === undefined) {
      const parameter = parent === undefined ? undefined : parameterBetween(symbol, body, parent.body)
      if (parameter !== undefined) variables.set(symbol, constant(parameter.text, parameter))
      return
    }
    if (functionOf(around) !== undefined && !around.reassigned) {
      variables.set(symbol, { ...around, rebuilt: true })
      for (const declaration of declarationsOf(around, checker)) {
        functions.push(declaration)
        walk(declaration)
      }
      return
    }
    variables.set(symbol, { ...captured(around), name: firstFree(around.name, (name) => meansMore(name, symbol)) })
  }
  /** Code that was handed over may use a name for something else than the code that it is handed to. */
  const meansMore = (name: string, symbol: ts.Symbol): boolean => {
    if ([...variables.values()].some((each) => each.kind === "capture" && each.name === name)) return true
    const meanings = (namesIn.get(name) ?? []).map((each) => symbolOf(each, checker))
    return meanings.some((each) => each !== undefined && each !== symbol)
  }
  const code = [body, ...[...scope.given.values()].flatMap((each) => (each.kind === "helper" ? [] : [each.node]))]
  const namesIn = Map.groupBy(code.flatMap(identifiersIn), ({ text }) => text)
  walk(body)
  for (const helper of helpers) for (const code of codeOfHelper(helper)) walkHelper(code)
  for (const code of again) {
    entered.add(code)
    walk(code)
  }
  return functions
}

const standsAround = (code: ts.Node, { parent }: Scope): boolean =>
  parent !== undefined && (parent.body === code || standsAround(code, parent))

/** `item` of `items.map((item) => charge(item).catch(() => item))`: the callback stands in a function of its procedure. */
const parameterBetween = (symbol: ts.Symbol, body: ts.Node, procedure: ts.Node): ts.Identifier | undefined => {
  const declaration = symbol.valueDeclaration
  if (declaration === undefined || !(ts.isParameter(declaration) || ts.isBindingElement(declaration))) return undefined
  const holder = ts.findAncestor(declaration, ts.isFunctionLike)
  if (holder === undefined || holder === procedure || !isWithin(holder, procedure)) return undefined
  return isWithin(body, holder) && ts.isIdentifier(declaration.name) ? declaration.name : undefined
}

const isWithin = (node: ts.Node, outer: ts.Node): boolean =>
  ts.findAncestor(node, (above) => above === outer) !== undefined

const constant = (name: string, declaration: ts.Node): Variable => ({
  name,
  kind: "capture",
  declaration,
  reassigned: false,
  captured: true,
})

const identifiersIn = (node: ts.Node): readonly ts.Identifier[] => {
  const found: ts.Identifier[] = []
  const visit = (each: ts.Node): void => {
    if (ts.isIdentifier(each)) found.push(each)
    ts.forEachChild(each, visit)
  }
  visit(node)
  return found
}

const captured = (around: Variable): Variable => {
  const { name, declaration } = around
  if (isFixed(around)) return constant(name, declaration)
  const outer =
    around.outer === undefined
      ? { variable: around, depth: 0 }
      : { variable: around.outer.variable, depth: around.outer.depth + 1 }
  outer.variable.shared = true
  return { name, kind: "outer", declaration, reassigned: true, captured: true, outer }
}
