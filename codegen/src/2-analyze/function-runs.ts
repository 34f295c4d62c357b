import { isAskedApart } from "../1-read/is-asked-apart.ts"
import { codeOf, parametersOf } from "../1-read/helper-source.ts"
import { ts } from "../1-read/syntax.ts"
import { usesOf } from "./escapes.ts"
import { functionOf, nameOfFunction } from "./local-function.ts"
import type { Survey } from "./survey.ts"
import type { Variable } from "./variable.ts"

/** What is known of the outermost functions of a body. */
export interface FunctionRuns {
  /** The places from which a function may first be run: where it is called by its name, or else where it is written. */
  readonly placesOf: (source: ts.SignatureDeclaration) => readonly ts.Node[]
  /** The locals that a function uses, with those of the functions that it names. */
  readonly usedBy: (source: ts.SignatureDeclaration) => ReadonlySet<Variable>
}

/** The outermost function around a node inside a body. */
export const outermostFunction = (node: ts.Node, { body, checker }: Survey): ts.SignatureDeclaration | undefined => {
  let outermost: ts.SignatureDeclaration | undefined
  for (let above = node; above !== body; above = above.parent) {
    if (ts.isFunctionLike(above) && !isAskedApart(above, checker)) outermost = above
  }
  return outermost
}

export const functionRuns = (survey: Survey): FunctionRuns => {
  const placesOf = (source: ts.SignatureDeclaration): readonly ts.Node[] => {
    const places: ts.Node[] = []
    const seen = new Set<ts.Node>()
    const add = (each: ts.SignatureDeclaration): void => {
      if (seen.has(each)) return
      seen.add(each)
      const name = nameOfFunction(each)
      if (name === undefined) return void places.push(each)
      for (const use of usesOf(name, survey.body, survey.checker)) {
        const around = outermostFunction(use, survey)
        if (around === undefined) places.push(use)
        else add(around)
      }
    }
    add(source)
    return places
  }

  const direct = new Map<ts.Node, Set<Variable>>()
  for (const [identifier, { variable, inFunction }] of survey.references) {
    // A function around an async one is judged where it stands.
    const isHere = ts.findAncestor(identifier, (above) => above === survey.body) !== undefined
    const around = inFunction && isHere ? outermostFunction(identifier, survey) : undefined
    if (around !== undefined) direct.set(around, (direct.get(around) ?? new Set()).add(variable))
  }
  const usedBy = (source: ts.SignatureDeclaration): ReadonlySet<Variable> => {
    const found = new Set<Variable>()
    const add = (each: ts.Node): void => {
      for (const variable of direct.get(each) ?? []) {
        if (found.has(variable)) continue
        found.add(variable)
        const named = functionOf(variable)
        if (named !== undefined) add(named)
      }
    }
    add(source)
    return found
  }
  return { placesOf, usedBy }
}

/** The outermost functions of a body. */
export const functionsOf = ({ body, checker }: Survey): readonly ts.SignatureDeclaration[] => {
  const found: ts.SignatureDeclaration[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return
    if (ts.isFunctionLike(node) && !isAskedApart(node, checker)) found.push(node)
    else ts.forEachChild(node, visit)
  }
  for (const parameter of parametersOf(body)) ts.forEachChild(parameter, visit)
  visit(codeOf(body))
  return found
}
