import type { DraftSegment } from "../3-lower/draft.ts"
import type { Lowering } from "../3-lower/lowering.ts"
import type { Op } from "../3-lower/op.ts"
import { ts } from "../1-read/syntax.ts"
import { type Effects, effectsOf } from "./effects.ts"
import { isRebuilt, type Variable } from "./variable.ts"

/** What the segments of a body use. */
export interface SegmentUse {
  readonly effects: ReadonlyMap<Op, Effects>
  /** The variables that each segment names in any way. */
  readonly used: ReadonlyMap<DraftSegment, ReadonlySet<Variable>>
  /** The names of things outside the body that each segment writes. */
  readonly outside: ReadonlyMap<DraftSegment, ReadonlySet<string>>
  /** The variables that live in the frame. */
  readonly frame: ReadonlySet<Variable>
}

/** Finds out which variable is used where: one that is used in two segments lives in the frame. */
export const segmentUse = (lowering: Lowering): SegmentUse => {
  const effects = new Map<Op, Effects>()
  const used = new Map<DraftSegment, Set<Variable>>()
  const outside = new Map<DraftSegment, Set<string>>()
  const places = new Map<Variable, number>()
  for (const segment of lowering.segments) {
    const here = new Set<Variable>()
    const names = new Set<string>(outsideOfGiven(segment, lowering))
    for (const op of segment.ops) {
      const found = effectsOf(op, lowering)
      effects.set(op, found)
      for (const set of [found.reads, found.writes, found.functions, op.defines ?? []]) {
        for (const variable of set) here.add(variable)
      }
      for (const name of found.outside) names.add(name)
    }
    used.set(segment, here)
    outside.set(segment, names)
    for (const variable of here) places.set(variable, (places.get(variable) ?? 0) + 1)
  }
  const frame = new Set(
    [...lowering.survey.variables, ...lowering.made].filter((variable) =>
      isInFrame(variable, places.get(variable) ?? 0),
    ),
  )
  return { effects, used, outside, frame }
}

const isInFrame = (variable: Variable, segments: number): boolean => {
  const { kind, shared } = variable
  if (kind === "outer") return false
  if (kind === "record" || shared === true) return true
  if (kind === "capture") return segments > 0
  return !isRebuilt(variable) && segments > 0 && (segments > 1 || kind === "var")
}

/** The names in the type of what a segment is given. */
const outsideOfGiven = ({ given }: DraftSegment, { survey }: Lowering): readonly string[] => {
  if (given === undefined || given.type.kind === "typed" || given.type.kind === "arguments") return []
  const callees =
    given.type.kind === "step" || given.type.kind === "each"
      ? [given.type.callee]
      : given.type.kind === "join"
        ? given.type.callees
        : []
  const names = callees.flatMap((callee) => {
    const root = rootOf(callee)
    return survey.freeNames.has(root) ? [root.getText()] : []
  })
  return given.type.kind === "input" ? [...names, survey.exportName] : names
}

const rootOf = (node: ts.Expression): ts.Node => (ts.isPropertyAccessExpression(node) ? rootOf(node.expression) : node)
