import { bareExpression } from "../1-read/bare-expression.ts"
import { placeOf } from "../1-read/place-of.ts"
import { ts } from "../1-read/syntax.ts"
import { type AwaitMeaning, groupsIn } from "../2-analyze/await-meaning.ts"
import { codeOfHelper, type GroupCall, type KnownHelper } from "../2-analyze/given-function.ts"
import { optionsOf } from "../2-analyze/group-options.ts"
import type { Survey } from "../2-analyze/survey.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import { type Uses, usesIn, usesOfBranch } from "./branch-uses.ts"

/** Refuses a branch of a group that changes what another branch uses, or what is used before the group is awaited. */
export const branchChanges = (survey: Survey): Diagnostic[] => {
  const { awaits, begun, checker } = survey
  const waited = [...awaits.values()].flatMap(groupsIn)
  const later = [...begun.entries()].flatMap(([node, meaning]) =>
    groupsIn(meaning).map((group) => [node, group] as const),
  )
  return [
    ...poolsOf([...awaits.values(), ...begun.values()], checker).flatMap((members) =>
      changesAmong(members, "more than one that is added to this pool does this"),
    ),
    ...[...waited, ...later.map(([, group]) => group)].flatMap((group) => amongBranches(group, checker)),
    ...later.flatMap(([node, group]) => besideGroup(node, group, survey)),
  ]
}

const amongBranches = (group: GroupCall, checker: ts.TypeChecker): readonly Diagnostic[] =>
  changesAmong(
    branchesOf(group, checker).map((helper) => usesOfBranch(codeOfHelper(helper), checker)),
    group.word === "forEach" ? "every iteration does this" : "more than one branch does this",
  )

/** Refuses what one of them changes and another uses; `twice` says who else does what is said there. */
const changesAmong = (branches: readonly Uses[], twice: string): readonly Diagnostic[] => {
  const found = new Map<ts.Symbol, Diagnostic>()
  for (const [at, { changes }] of branches.entries()) {
    for (const [symbol, change] of changes) {
      if (found.has(symbol)) continue
      const other = branches.find((each, index) => index !== at && each.uses.has(symbol))?.uses.get(symbol)
      if (other === undefined) continue
      const label = other === change ? twice : "another branch uses it here"
      found.set(symbol, diagnostic("SW4108", placeOf(change), { name: symbol.name }, [{ ...placeOf(other), label }]))
    }
  }
  return [...found.values()]
}

/** The functions that run side by side; one that is called for each item stands for two. */
const branchesOf = ({ word, members, body, options }: GroupCall, checker: ts.TypeChecker): readonly KnownHelper[] => {
  if (word === "forEach" && body !== undefined) {
    return optionsOf(options, checker).mode.every((mode) => mode === "sequential") ? [] : [body, body]
  }
  return members.flatMap((member) => (member.kind === "function" ? [member.helper] : []))
}

/** What those do that are added to each pool here; one that is added in a loop stands for two. */
const poolsOf = (meanings: readonly AwaitMeaning[], checker: ts.TypeChecker): readonly (readonly Uses[])[] => {
  const pools = new Map<ts.Symbol, Uses[]>()
  for (const meaning of meanings) {
    if (meaning.kind !== "use" || meaning.verb !== "add" || meaning.helper === undefined) continue
    const handle = bareExpression(meaning.handle)
    const pool = ts.isIdentifier(handle) ? checker.getSymbolAtLocation(handle) : undefined
    if (pool === undefined) continue
    const own = usesOfBranch(codeOfHelper(meaning.helper), checker)
    const loop = loopAround(meaning.call, pool)
    pools.set(pool, [...(pools.get(pool) ?? []), own, ...(loop === undefined ? [] : [outside(own, loop)])])
  }
  return [...pools.values()]
}

/** The loop in which something is added to a pool that was made before it. */
const loopAround = (call: ts.Node, pool: ts.Symbol): ts.Node | undefined =>
  ts.findAncestor(call, (above) => {
    if (ts.isFunctionLike(above)) return "quit"
    return ts.isIterationStatement(above, false) && !isWithin(pool.valueDeclaration, above)
  })

/** What the next turn of a loop shares with this one. */
const outside = ({ changes, uses }: Uses, loop: ts.Node): Uses => {
  const shared = ([symbol]: readonly [ts.Symbol, ts.Node]): boolean => !isWithin(symbol.valueDeclaration, loop)
  return { changes: new Map([...changes].filter(shared)), uses: new Map([...uses].filter(shared)) }
}

const isWithin = (node: ts.Node | undefined, container: ts.Node): boolean =>
  node !== undefined && node.pos >= container.pos && node.end <= container.end

/** What stands between the begin of a group and the `await` of its promise runs beside its branches. */
const besideGroup = (node: ts.Node, group: GroupCall, { body, checker }: Survey): readonly Diagnostic[] => {
  const until = firstAwait(node, body, checker)
  const helpers = [...group.members.flatMap((each) => (each.kind === "function" ? [each.helper] : [])), group.body]
  const code = helpers.flatMap((helper) => (helper === undefined ? [] : codeOfHelper(helper)))
  const branches = usesOfBranch(code, checker)
  const beside = usesIn(body, { from: node.end, until }, checker)
  return [...clashes(branches, beside), ...clashes(beside, branches)].slice(0, 1)
}

const clashes = ({ changes }: Uses, { uses }: Uses): readonly Diagnostic[] =>
  [...changes].flatMap(([symbol, change]) => {
    const other = uses.get(symbol)
    if (other === undefined) return []
    return [diagnostic("SW4108", placeOf(change), { name: symbol.name }, [{ ...placeOf(other), label: "used here" }])]
  })

/** Where the promise that is kept in a local is first awaited; the end of the body, if nobody can tell. */
const firstAwait = (node: ts.Node, body: ts.Node, checker: ts.TypeChecker): number => {
  const declaration = ts.findAncestor(node, ts.isVariableDeclaration)
  const promise =
    declaration !== undefined && ts.isIdentifier(declaration.name)
      ? checker.getSymbolAtLocation(declaration.name)
      : undefined
  const names = (each: ts.Node): boolean =>
    (ts.isIdentifier(each) && checker.getSymbolAtLocation(each) === promise) ||
    ts.forEachChild(each, (child) => names(child) || undefined) === true
  const visit = (each: ts.Node): number | undefined => {
    if (each.end <= node.end) return undefined
    if (ts.isAwaitExpression(each) && each.pos >= node.end && names(each)) return each.pos
    return ts.forEachChild(each, visit)
  }
  return (promise === undefined ? undefined : visit(body)) ?? body.end
}
