import { declaredHelper, type HelperFunction, type HelperSource } from "../1-read/helper-source.ts"
import { ts } from "../1-read/syntax.ts"
import { declarationsOf, functionOf } from "./local-function.ts"
import { isInside, symbolOf } from "./symbol-of.ts"
import { isFixed, type Variable } from "./variable.ts"

interface Capturing {
  readonly body: HelperFunction
  readonly checker: ts.TypeChecker
  /** The procedure around it. */
  readonly parent?: { readonly bySymbol: ReadonlyMap<ts.Symbol, Variable> } | undefined
  /** The async functions that it calls: those declared beside it need what they capture from it. */
  readonly helpers: readonly HelperSource[]
}

/**
 * Adds to `variables` what an async function takes from the procedure that it stands in: a constant by value, anything
 * else as the variable itself. Answers the declarations of the ordinary functions around it that it uses.
 */
export const findCaptures = (
  { body, checker, parent, helpers }: Capturing,
  variables: Map<ts.Symbol, Variable>,
): readonly ts.Node[] => {
  const functions: ts.Node[] = []
  const seen = new Set<ts.Node>()
  const visit = (node: ts.Node): void => {
    const symbol = ts.isIdentifier(node) ? symbolOf(node, checker) : undefined
    if (symbol !== undefined && !variables.has(symbol)) capture(symbol)
    const helper = symbol?.valueDeclaration === undefined ? undefined : declaredHelper(symbol.valueDeclaration)
    if (helper !== undefined) walk(helper.body)
    ts.forEachChild(node, visit)
  }
  const walk = (node: ts.Node): void => {
    if (seen.has(node)) return
    seen.add(node)
    visit(node)
  }
  const capture = (symbol: ts.Symbol): void => {
    const around = parent?.bySymbol.get(symbol)
    if (around === undefined || isInside(symbol, body)) return
    if (functionOf(around) !== undefined && !around.reassigned) {
      variables.set(symbol, { ...around, rebuilt: true })
      for (const declaration of declarationsOf(around, checker)) {
        functions.push(declaration)
        walk(declaration)
      }
      return
    }
    variables.set(symbol, captured(around))
  }
  walk(body)
  for (const helper of helpers) walk(helper.body)
  return functions
}

const captured = (around: Variable): Variable => {
  const { name, declaration } = around
  if (isFixed(around)) return { name, kind: "capture", declaration, reassigned: false, captured: true }
  const outer =
    around.outer === undefined
      ? { variable: around, depth: 0 }
      : { variable: around.outer.variable, depth: around.outer.depth + 1 }
  outer.variable.shared = true
  return { name, kind: "outer", declaration, reassigned: true, captured: true, outer }
}
