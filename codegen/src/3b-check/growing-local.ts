import { placeOf } from "../1-read/place-of.ts"
import { ts } from "../1-read/syntax.ts"
import type { Variable } from "../2-analyze/variable.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import type { SizeChange } from "./size-change.ts"
import { headOf } from "./loop-head.ts"
import { rootOf } from "./root-of.ts"
import type { Loops } from "./loops.ts"
import { isOnWayOut } from "./loop-exits.ts"

/** Warns of locals that grow at each turn of a loop that waits and that no count or list of items bounds. */
export const growingLocals = (loops: Loops, changes: readonly SizeChange[]): Diagnostic[] => {
  const said = new Set<string>()
  return changes.flatMap(({ node, variable, kind }) => {
    if (kind !== "grows") return []
    const loop = loops
      .waitingAround(node)
      .find((around) => loops.keeps(around, variable) && !["data", "few"].includes(loops.boundOf(around)))
    if (loop === undefined || isOnWayOut(node, loop) || isWhileSmall(node, variable, loops)) return []
    const isEmptied = changes.some(
      (other) =>
        other.kind !== "grows" && other.variable === variable && loops.waitingAround(other.node).includes(loop),
    )
    const key = `${loop.pos} ${variable.declaration.pos}`
    if (isEmptied || said.has(key)) return []
    said.add(key)
    const related = [{ ...headOf(loop), label: "this loop" }]
    return [diagnostic("SW4114", placeOf(node), { local: variable.name }, related)]
  })
}

/** `if (names.length < 100) names.push(name)` */
const isWhileSmall = (node: ts.Node, variable: Variable, { survey: { references, body } }: Loops): boolean => {
  const readsSize = (part: ts.Node): boolean => {
    const isSize = ts.isPropertyAccessExpression(part) && (part.name.text === "length" || part.name.text === "size")
    const root = isSize ? rootOf(part.expression) : undefined
    if (root !== undefined && references.get(root)?.variable === variable) return true
    return ts.forEachChild(part, (child) => readsSize(child) || undefined) === true
  }
  for (let at = node; at !== body; at = at.parent) {
    if (ts.isIfStatement(at.parent) && at !== at.parent.expression && readsSize(at.parent.expression)) return true
  }
  return false
}
