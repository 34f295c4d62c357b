import { placeOf } from "../1-read/place-of.ts"
import { ts } from "../1-read/syntax.ts"
import type { Variable } from "../2-analyze/variable.ts"
import { wholeWrites } from "../2-analyze/write-set.ts"
import type { DraftRegion, DraftSegment } from "../3-lower/draft.ts"
import type { AnalyzedBody } from "../3-lower/lower-procedure.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import { canGrow } from "./can-grow.ts"
import { copiedBy, type SizeChange } from "./size-change.ts"
import { headOf } from "./loop-head.ts"
import type { Loops } from "./loops.ts"
import { isOnWayOut } from "./loop-exits.ts"

/**
 * Warns of locals that may be large and are stored whole at each turn of a loop that waits, since something else happens
 * to them than an append.
 */
export const wholeLocals = (
  { lowering, use }: AnalyzedBody,
  loops: Loops,
  changes: readonly SizeChange[],
): Diagnostic[] => {
  const { survey } = lowering
  const said = new Set<string>()
  const isLarge = (variable: Variable): boolean =>
    canGrow(survey.checker.getTypeAtLocation(variable.declaration), survey.checker) && !isFewItems(variable, changes)
  const isRenewed = (variable: Variable, loop: ts.IterationStatement): boolean =>
    changes.some(
      ({ kind, node, ...change }) =>
        kind === "renewed" && change.variable === variable && loops.waitingAround(node).includes(loop),
    )
  const report = (change: ts.Node, variables: Iterable<Variable>, isKept = loops.keeps): Diagnostic[] => {
    for (const loop of loops.waitingAround(change)) {
      const large = [...variables].filter(
        (variable) => isKept(loop, variable) && isLarge(variable) && !isRenewed(variable, loop),
      )
      if (large.length === 0) continue
      if (loops.boundOf(loop) === "few" || isOnWayOut(change, loop)) return []
      const unsaid = large.filter((variable) => !said.has(`${loop.pos} ${variable.declaration.pos}`))
      if (unsaid.length === 0) return []
      for (const variable of unsaid) said.add(`${loop.pos} ${variable.declaration.pos}`)
      const locals = unsaid.map(({ name }) => `\`${name}\``).join(" and ")
      const related = [{ ...headOf(loop), label: "this loop" }]
      return [diagnostic("SW4115", placeOf(change), { locals, change: short(change) }, related)]
    }
    return []
  }
  const writesOf = wholeWrites(lowering, use)
  const changed = lowering.segments.filter(isInLoop).flatMap((segment) => {
    const whole = writesOf(segment)
    return whole === undefined ? [] : report(whole.change, whole.variables)
  })
  // Across the wait in `names = [...names, await find()]` lives a temporary that holds the same.
  const copied = changes.flatMap(({ node }) => {
    const variable = copiedBy(node, survey)
    return variable === undefined ? [] : report(node, [variable], loops.isDeclaredOutside)
  })
  return [...changed, ...copied]
}

const isInLoop = ({ parent }: DraftSegment): boolean => {
  for (let region: DraftRegion | undefined = parent; region !== undefined; region = region.parent) {
    if (region.construct === "loop") return true
  }
  return false
}

/** `const totals = [0, 0, 0]` and `new Map([["tea", 1]])`, to which nothing is added. */
const isFewItems = (variable: Variable, changes: readonly SizeChange[]): boolean => {
  const { parent } = variable.declaration
  const value = ts.isVariableDeclaration(parent) ? parent.initializer : undefined
  const items = value !== undefined && ts.isNewExpression(value) ? value.arguments?.[0] : value
  if (items === undefined || !ts.isArrayLiteralExpression(items) || items.elements.length === 0) return false
  return (
    !items.elements.some(ts.isSpreadElement) &&
    !changes.some((change) => change.variable === variable && change.kind !== "shrinks")
  )
}

const short = (node: ts.Node): string => {
  const text = node.getText().replaceAll(/\s+/g, " ")
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}
