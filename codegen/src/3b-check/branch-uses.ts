import { accessOf } from "../1-read/assignment-target.ts"
import { ts } from "../1-read/syntax.ts"
import { functionBehind } from "../2-analyze/function-behind.ts"
import { mutationOf } from "../2-analyze/mutation.ts"
import { symbolOf } from "../2-analyze/symbol-of.ts"
import { rootOf } from "./root-of.ts"

/** What some code does with the variables around it: where it first changes each, and where it first uses it at all. */
export interface Uses {
  readonly changes: ReadonlyMap<ts.Symbol, ts.Node>
  readonly uses: ReadonlyMap<ts.Symbol, ts.Node>
}

/** What a branch does with the variables around it, with what the functions do that it names. */
export const usesOfBranch = (code: readonly ts.Node[], checker: ts.TypeChecker): Uses => {
  const found = collector(checker)
  const seen = new Set<ts.Node>()
  const walk = (part: ts.Node): void => {
    if (seen.has(part)) return
    seen.add(part)
    const visit = (node: ts.Node): void => {
      if (ts.isTypeNode(node)) return
      if (ts.isIdentifier(node)) {
        const named = functionBehind(node, checker)
        if (named?.body !== undefined && isLocal(named) && !isInside(named, part)) walk(named)
      }
      found.look(node, (declared) => code.some((each) => isAround(declared, each)))
      ts.forEachChild(node, visit)
    }
    visit(part)
  }
  for (const each of code) walk(each)
  return found
}

/** What stands between two places of a body does with its variables. */
export const usesIn = (
  body: ts.Node,
  { from, until }: { readonly from: number; readonly until: number },
  checker: ts.TypeChecker,
): Uses => {
  const found = collector(checker)
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || node.end <= from || node.pos >= until) return
    if (node.pos >= from) found.look(node, (declared) => declared.pos < from)
    ts.forEachChild(node, visit)
  }
  visit(body)
  return found
}

const collector = (checker: ts.TypeChecker) => {
  const changes = new Map<ts.Symbol, ts.Node>()
  const uses = new Map<ts.Symbol, ts.Node>()
  const note = (name: ts.Identifier, at: ts.Node, changed: boolean, counts: (declared: ts.Node) => boolean): void => {
    const symbol = symbolOf(name, checker)
    const declared = symbol?.valueDeclaration
    if (symbol === undefined || declared === undefined || !isVariable(declared) || !counts(declared)) return
    if (changed && !changes.has(symbol)) changes.set(symbol, at)
    if (changed || !uses.has(symbol)) uses.set(symbol, changed ? at : (uses.get(symbol) ?? at))
  }
  /** Notes what one node does. */
  const look = (node: ts.Node, counts: (declared: ts.Node) => boolean): void => {
    if (ts.isIdentifier(node)) note(node, node, accessOf(node).writes, counts)
    const mutation = mutationOf(node, checker)
    const root = mutation.kind === "grows" || mutation.kind === "changes" ? rootOf(mutation.receiver) : undefined
    if (root !== undefined) note(root, node, true, counts)
  }
  return { changes, uses, look }
}

const isVariable = (declared: ts.Node): boolean =>
  (ts.isVariableDeclaration(declared) || ts.isParameter(declared) || ts.isBindingElement(declared)) &&
  ts.findAncestor(declared.parent, ts.isFunctionLike) !== undefined

const isLocal = (source: ts.Node): boolean => ts.findAncestor(source.parent, ts.isFunctionLike) !== undefined

const isInside = (node: ts.Node, outer: ts.Node): boolean =>
  ts.findAncestor(node, (above) => above === outer) !== undefined

/** Whether a variable is declared in a function around some code. */
const isAround = (declared: ts.Node, code: ts.Node): boolean => {
  const holder = ts.findAncestor(declared.parent, ts.isFunctionLike)
  return holder !== undefined && holder !== code && isInside(code.parent, holder)
}
