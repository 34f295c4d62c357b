import { ts } from "../1-read/syntax.ts"
import type { Variable } from "../2-analyze/variable.ts"
import { enterWhen, leaveBranches } from "./conditional.ts"
import { define } from "./define.ts"
import { lowerExpression } from "./expression.ts"
import { emit, type Lowering, makeVariable } from "./lowering.ts"
import type { Op, SegmentPrinter } from "./op.ts"
import { settle } from "./operands.ts"
import type { Whole } from "./element-reader.ts"
import { elementReader } from "./pattern-elements.ts"
import { isObjectPattern, isPattern, partsOf, type Pattern, type PatternPart } from "./pattern-part.ts"
import { bindValue, bindWhole, findPlace, lowerRest, type Source, type TakingApart } from "./pattern-target.ts"
import { readProperty, restOfObject, valueTypes } from "./pattern-value.ts"
import { placeOperands } from "./place-operands.ts"

/** Keeps a value in a temporary, to be taken apart. */
export const keepWhole = (
  lowering: Lowering,
  value: ts.Expression,
  type: ts.Type = lowering.survey.checker.getTypeAtLocation(value),
): Whole => keepTaken(lowering, { node: value, type, nodes: [value], value: (text) => text.node(value) })

/** Where a value comes from that no expression stands for. */
interface Origin extends Pick<Op, "role" | "nodes" | "reads" | "writes"> {
  readonly node: ts.Node
  readonly type: ts.Type
  readonly value: (text: SegmentPrinter) => string
}

/** Keeps what a loop takes, or a `catch`, in a temporary, to be taken apart. */
export const keepTaken = (lowering: Lowering, { node, type, value, ...uses }: Origin): Whole => {
  const variable = makeValue(lowering, node, [type])
  emit(lowering, { ...uses, defines: [variable], print: (text) => define(text, variable, value(text)) })
  return { variable, type }
}

/** Takes a value apart part by part, in order, for a pattern in which something suspends. */
export const lowerPattern = (at: TakingApart, pattern: Pattern, whole: Whole): void => {
  const { lowering } = at
  const parts = partsOf(pattern)
  if (isObjectPattern(pattern)) {
    const [first] = parts
    if (first === undefined || first.isRest || (first.key !== undefined && ts.isComputedPropertyName(first.key))) {
      // Nothing else would throw for `undefined` before the rest is evaluated.
      emit(lowering, { nodes: [], reads: [whole.variable], print: (text) => `({} = ${text.variable(whole.variable)})` })
    }
    for (const part of parts) {
      if (part.isRest) lowerRest(at, part, restOfObject(parts, whole.variable))
      else lowerPart(at, part, { ...whole, read: readProperty(part, whole.variable), rest: parts.at(-1) })
    }
    return
  }
  const reader = elementReader(lowering, pattern, parts, whole)
  if (reader === undefined) return
  const { step, rest, item, isApart } = reader
  for (const [index, part] of parts.entries()) {
    const read = part.isRest ? rest(index, part) : step(index)
    if (part.isRest) lowerRest(at, part, read)
    else if (part.target !== undefined) lowerPart(at, part, { ...whole, read, index, item, isApart })
    else {
      read.prepare?.()
      const { reads, changes } = read
      if (changes.length === 0) continue
      emit(lowering, { nodes: [], reads, writes: changes, print: (text) => `void ${read.print(text)}` })
    }
  }
  reader.end()
}

const lowerPart = (at: TakingApart, part: PatternPart, source: Source): void => {
  const { lowering } = at
  const { suspends } = lowering.survey
  const { target, initializer, key } = part
  if (target === undefined) return
  const place = at.by === undefined && !isPattern(target) ? (placeOperands(target) ?? []) : []
  const later = [...place, target, ...(initializer === undefined ? [] : [initializer])].filter((each) =>
    suspends.has(each),
  )
  if (key !== undefined && ts.isComputedPropertyName(key)) {
    const again = source.rest?.isRest === true ? [source.rest.node] : []
    settle(lowering, key.expression, [...later, ...again])
  }
  for (const [index, each] of place.entries()) {
    settle(
      lowering,
      each,
      [...place.slice(index + 1), ...(initializer === undefined ? [] : [initializer])].filter((node) =>
        suspends.has(node),
      ),
    )
  }
  const isWhole = source.index !== undefined && initializer !== undefined
  if (at.by === undefined && (source.isApart === true || isWhole)) findPlace(lowering, target, part.node)
  source.read.prepare?.()
  const isPartial =
    (initializer !== undefined && suspends.has(initializer)) || (isPattern(target) && suspends.has(target))
  if (!isPartial) return bindWhole(at, part, source)
  const types = valueTypes(lowering, part, source)
  const value = makeValue(lowering, target, types)
  emit(lowering, {
    nodes: source.read.nodes,
    reads: source.read.reads,
    writes: source.read.changes,
    defines: [value],
    print: (text) => define(text, value, `${source.read.print(text)}!`),
  })
  if (initializer !== undefined) orDefault(lowering, part.node, value, initializer)
  if (isPattern(target) && suspends.has(target)) {
    const wanted = types.filter((each) => !(each.flags & ts.TypeFlags.Undefined))
    return lowerPattern(at, target, { variable: value, type: wanted[0] ?? source.type, others: wanted.slice(1) })
  }
  bindValue(at, target, { reads: [value], nodes: [], changes: [], print: (text) => text.variable(value) })
}

/** The value of a default, where there is no other. */
const orDefault = (lowering: Lowering, node: ts.Node, value: Variable, initializer: ts.Expression): void => {
  const branches = enterWhen(lowering, {
    node,
    asks: { by: "default", condition: node },
    name: "default",
    condition: `${initializer.getText()} is wanted`,
    nodes: [],
    reads: [value],
    print: (text) => `${text.variable(value)} === undefined`,
  })
  lowerExpression(lowering, initializer)
  emit(lowering, {
    nodes: [initializer],
    defines: [value],
    print: (text) => define(text, value, text.node(initializer)),
  })
  leaveBranches(lowering, branches, node)
}

const makeValue = (lowering: Lowering, node: ts.Node, types: readonly ts.Type[]): Variable => {
  const number = lowering.made.filter(({ kind }) => kind === "temporary").length + 1
  return makeVariable(lowering, {
    kind: "temporary",
    name: `$${number}`,
    node,
    type: { kind: "types", types, isList: false },
  })
}
