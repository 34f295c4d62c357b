import { bareExpression } from "../1-read/bare-expression.ts"
import { placeOf } from "../1-read/place-of.ts"
import { ts } from "../1-read/syntax.ts"
import { accessOf, isAssignment } from "../1-read/assignment-target.ts"
import { type AwaitMeaning, helpersOf, waitedCallsOf } from "../2-analyze/await-meaning.ts"
import { codeOfHelper, type KnownHelper } from "../2-analyze/given-function.ts"
import type { Survey } from "../2-analyze/survey.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import { valueSymbolOf } from "../1-read/value-symbol-of.ts"

/** What a branch of a join does to the variables around it. */
interface Branch {
  /** Where it gives them values. */
  readonly writes: ReadonlyMap<ts.Symbol, ts.Node>
  /** Those that it reads before a wait and writes after it, as `total += await count()` does. */
  readonly overtaken: ReadonlyMap<ts.Symbol, ts.Node>
}

/** Refuses branches that run side by side where one overwrites what another has written: its value was read before a wait. */
export const branchRaces = ({ awaits, checker }: Survey): Diagnostic[] =>
  [...awaits.values()].flatMap((meaning) => {
    if (meaning.kind === "group") return []
    const branches = branchesOf(meaning, checker)
    return branches.flatMap(({ overtaken }, at) =>
      [...overtaken].flatMap(([symbol, node]) => {
        const other = branches.find(({ writes }, index) => index !== at && writes.has(symbol))
        const where = other?.writes.get(symbol)
        if (where === undefined) return []
        return [diagnostic("SW4107", placeOf(node), { name: symbol.name }, relatedOf(where, node))]
      }),
    )
  })

const relatedOf = (where: ts.Node, node: ts.Node) => [
  { ...placeOf(where), label: where === node ? "every branch does this" : "another branch writes it here" },
]

/** The branches of a join; one that is begun for each item stands for two. */
const branchesOf = (meaning: AwaitMeaning, checker: ts.TypeChecker): readonly Branch[] => {
  const begun = waitedCallsOf(meaning)
  const helpers = begun.length === 0 ? [helpersOf(meaning)] : begun.map(helpersOf)
  const branches = helpers.map((each) => together(each.map((helper) => branchOf(helper, checker))))
  return meaning.kind === "each" || meaning.kind === "many" ? [...branches, ...branches] : branches
}

/** What a chain of callbacks does, one after the other, is done by one branch. */
const together = (parts: readonly Branch[]): Branch => ({
  writes: new Map(parts.flatMap(({ writes }) => [...writes])),
  overtaken: new Map(parts.flatMap(({ overtaken }) => [...overtaken])),
})

const branchOf = (helper: KnownHelper, checker: ts.TypeChecker): Branch => {
  const writes = new Map<ts.Symbol, ts.Node>()
  const overtaken = new Map<ts.Symbol, ts.Node>()
  const visit = (node: ts.Node, code: ts.Node): void => {
    if (ts.isIdentifier(node) && accessOf(node).writes) {
      const symbol = valueSymbolOf(node, checker)
      const declared = symbol?.valueDeclaration
      if (symbol !== undefined && declared !== undefined && isAround(declared, code)) {
        if (!writes.has(symbol)) writes.set(symbol, node)
        const assignment = overtakenBy(node, symbol, checker)
        if (assignment !== undefined) overtaken.set(symbol, assignment)
      }
    }
    ts.forEachChild(node, (child) => visit(child, code))
  }
  for (const code of codeOfHelper(helper)) visit(code, code)
  for (const [symbol, node] of overtaken) writes.set(symbol, node)
  return { writes, overtaken }
}

/** Whether a variable is declared in a function around a helper. */
const isAround = (declared: ts.Node, helper: ts.Node): boolean => {
  const holder = ts.findAncestor(declared.parent, ts.isFunctionLike)
  return (
    holder !== undefined &&
    holder !== helper &&
    ts.findAncestor(helper.parent, (above) => above === holder) !== undefined
  )
}

/** `total += await count()`, `total = total + (await count())`: the variable is read, then comes the wait, then the write. */
const overtakenBy = (target: ts.Identifier, symbol: ts.Symbol, checker: ts.TypeChecker): ts.Node | undefined => {
  const { parent } = target
  if (!ts.isBinaryExpression(parent) || parent.left !== target || !isAssignment(parent.operatorToken.kind)) {
    return undefined
  }
  const value = bareExpression(parent.right)
  const firstWait = find(value, ts.isAwaitExpression)
  if (firstWait === undefined) return undefined
  if (parent.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return parent
  const read = find(value, (node) => ts.isIdentifier(node) && valueSymbolOf(node, checker) === symbol)
  return read !== undefined && read.pos < firstWait.pos ? parent : undefined
}

const find = (node: ts.Node, is: (node: ts.Node) => boolean): ts.Node | undefined => {
  if (ts.isFunctionLike(node)) return undefined
  return is(node) ? node : ts.forEachChild(node, (child) => find(child, is))
}
