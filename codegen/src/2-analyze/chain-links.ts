import { bareExpression } from "../1-read/bare-expression.ts"
import { childSourceOf } from "../1-read/find-workflows.ts"
import { ts } from "../1-read/syntax.ts"
import type { ChildSource } from "../1-read/workflow-source.ts"
import { functionBehind } from "./function-behind.ts"
import { isFunctionExpression } from "./local-function.ts"
import { symbolOf } from "./symbol-of.ts"

/** `link(ship, { when })`, in `onComplete`, `onFailure` or `onCancel` of a workflow. */
export interface ChainLink {
  readonly on: "complete" | "failure" | "cancel"
  readonly call: ts.CallExpression
  /** `undefined` if it cannot be traced to one declaration. */
  readonly workflow: ChildSource | undefined
  readonly when: ts.Expression | undefined
}

const options = { onComplete: "complete", onFailure: "failure", onCancel: "cancel" } as const

/** The chains that a workflow declares, in the author's order. */
export const chainLinksOf = (workflow: ts.CallExpression, checker: ts.TypeChecker): readonly ChainLink[] => {
  const written = workflow.arguments[1]
  const bare = written && bareExpression(written)
  if (bare === undefined || !ts.isObjectLiteralExpression(bare)) return []
  return bare.properties.flatMap((property) => {
    const key = property.name?.getText()
    if (key !== "onComplete" && key !== "onFailure" && key !== "onCancel") return []
    const source = functionOf(property, checker)
    return source === undefined ? [] : linksIn(source, options[key], checker)
  })
}

type LinkFunction = ts.ArrowFunction | ts.FunctionExpression | ts.FunctionDeclaration | ts.MethodDeclaration

const functionOf = (property: ts.ObjectLiteralElementLike, checker: ts.TypeChecker): LinkFunction | undefined => {
  if (ts.isMethodDeclaration(property)) return property
  if (ts.isShorthandPropertyAssignment(property)) {
    const declared = checker.getShorthandAssignmentValueSymbol(property)?.valueDeclaration
    const name = declared && ts.getNameOfDeclaration(declared)
    return name !== undefined && ts.isIdentifier(name) ? functionBehind(name, checker) : undefined
  }
  if (!ts.isPropertyAssignment(property)) return undefined
  const value = bareExpression(property.initializer)
  return isFunctionExpression(value) ? value : functionBehind(value, checker)
}

const linksIn = (source: LinkFunction, on: ChainLink["on"], checker: ts.TypeChecker): readonly ChainLink[] => {
  const [parameter] = source.parameters
  const link = parameter && checker.getSymbolAtLocation(parameter.name)
  const found: ChainLink[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && link !== undefined && isNamed(node.expression, link, checker)) {
      const [target, written] = node.arguments
      if (target !== undefined) {
        const workflow = childSourceOf(target, checker)
        found.push({ on, call: node, workflow, when: written && whenOf(written) })
      }
    }
    ts.forEachChild(node, visit)
  }
  if (source.body !== undefined) visit(source.body)
  return found
}

const isNamed = (callee: ts.Expression, symbol: ts.Symbol, checker: ts.TypeChecker): boolean => {
  const bare = bareExpression(callee)
  return ts.isIdentifier(bare) && symbolOf(bare, checker) === symbol
}

/** The condition of a link; the options as a whole where it cannot be seen. */
const whenOf = (written: ts.Expression): ts.Expression | undefined => {
  const bare = bareExpression(written)
  if (!ts.isObjectLiteralExpression(bare)) return bare
  for (const property of bare.properties) {
    if (ts.isSpreadAssignment(property)) return bare
    if (property.name.getText() !== "when") continue
    return ts.isPropertyAssignment(property) ? property.initializer : bare
  }
  return undefined
}
