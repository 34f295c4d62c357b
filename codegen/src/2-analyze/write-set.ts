import type { WriteSet } from "@statewright/model"

import { bareExpression } from "../1-read/bare-expression.ts"
import { storable } from "../1-read/storable.ts"
import { ts } from "../1-read/syntax.ts"
import type { DraftSegment } from "../3-lower/draft.ts"
import type { Lowering } from "../3-lower/lowering.ts"
import { eachEvaluated } from "./evaluated.ts"
import { leakedVariables, mayHoldFunction } from "./leaked.ts"
import { isFreshIn, isPrimitiveType, type Mutation, mutationOf } from "./mutation.ts"
import type { Names } from "./names.ts"
import type { SegmentUse } from "./segment-use.ts"
import { isFixed, type Variable } from "./variable.ts"

/** Which locals a segment may change, and how. */
export type WriteSetOf = (segment: DraftSegment) => WriteSet

/**
 * Answers write sets: what a segment assigns, and where it changes objects. An object can only be reached through a local
 * that the segment names, so an unknown change is a change of all of these; or through an error that it is given, which
 * may lead to what any local holds.
 */
export const writeSets = (lowering: Lowering, use: SegmentUse, names: Names): WriteSetOf => {
  const order = [...lowering.survey.variables, ...lowering.made].filter(
    (variable) => use.frame.has(variable) || variable.kind === "outer",
  )
  const named = (variables: ReadonlySet<Variable>): readonly string[] =>
    order.filter((variable) => variables.has(variable)).map(names.of)
  const mutatedIn = mutations(lowering, use, order)
  return (segment) => {
    const { grown, mutated, all } = mutatedIn(segment)
    return {
      assigns: named(new Set([...assignedIn(segment, use)].filter((variable) => use.frame.has(variable)))),
      appends: named(new Set([...grown].filter((variable) => !mutated.has(variable)))),
      mutates: named(mutated),
      ...(all && mayBeShared(segment) ? { given: true } : {}),
    }
  }
}

/** The locals that a segment writes whole, though it does not assign them, and a change that is the reason. */
export interface WholeWrite {
  readonly variables: ReadonlySet<Variable>
  readonly change: ts.Node
}

/** Answers what else than an append a segment does to the objects of its locals; `undefined` when there is nothing. */
export const wholeWrites = (
  lowering: Lowering,
  use: SegmentUse,
): ((segment: DraftSegment) => WholeWrite | undefined) => {
  const mutatedIn = mutations(lowering, use, [...use.frame])
  return (segment) => {
    const { mutated, change } = mutatedIn(segment)
    return change === undefined || mutated.size === 0 ? undefined : { variables: mutated, change }
  }
}

const mutations = (lowering: Lowering, use: SegmentUse, order: readonly Variable[]) => {
  const isStored = storedOf(lowering)
  return (segment: DraftSegment) => {
    const { grown, all, leaked, change } = changesIn(segment, lowering, use)
    const locals = [...(use.used.get(segment) ?? [])].filter(
      (variable) => use.frame.has(variable) || variable.kind === "outer",
    )
    // What cannot be stored lives across no wait, but may lead to what does.
    const anywhere = leaked || segment.given?.type.kind === "caught" || !locals.every(isStored)
    const objects = (anywhere ? order : locals).filter(
      (variable) => isStored(variable) && mayHoldObject(variable, lowering),
    )
    return { grown, all, mutated: new Set(all ? objects : []), change }
  }
}

/** Whether others may hold an object that a segment is given: what comes from a step is a copy. */
const mayBeShared = ({ given }: DraftSegment): boolean => {
  switch (given?.type.kind) {
    case "typed":
      return given.type.isCopy !== true
    case "passed":
    case "arguments":
    case "caught":
      return true
    case "made":
    case "input":
    case "step":
    case "join":
    case "each":
    case "none":
    case undefined:
      return false
  }
}

const assignedIn = ({ ops }: DraftSegment, { effects }: SegmentUse): ReadonlySet<Variable> => {
  const assigned = new Set<Variable>()
  for (const op of ops) {
    for (const set of [op.defines ?? [], op.writes ?? [], effects.get(op)?.writes ?? []]) {
      for (const variable of set) assigned.add(variable)
    }
  }
  return assigned
}

interface Changes {
  readonly grown: ReadonlySet<Variable>
  /** Whether anything else may have changed. */
  readonly all: boolean
  /** Whether a function may have done it that came through a local, and so to whatever it reaches. */
  readonly leaked: boolean
  /** The first expression that is the reason for `all`, if it is one expression. */
  readonly change: ts.Node | undefined
}

const changesIn = (segment: DraftSegment, lowering: Lowering, use: SegmentUse): Changes => {
  const { survey, replacements } = lowering
  const { checker, references } = survey
  const grown = new Set<Variable>()
  const functions = new Set<Variable>()
  const declared = declaredIn(segment)
  const assigned = assignedIn(segment, use)
  let all = false
  let leaked = false
  let change: ts.Node | undefined
  const leak = (variable: Variable): void => {
    if (leakedVariables(survey).size === 0 || !use.frame.has(variable)) return
    if (mayHoldFunction(variable, lowering)) all = leaked = true
  }
  const whole = (node: ts.Node): void => {
    all = true
    change ??= node
  }
  const note = (mutation: Mutation, node: ts.Node): void => {
    if (mutation.kind === "none") return
    if (mutation.kind === "unknown") return whole(node)
    const receiver = bareExpression(mutation.receiver)
    const variable = references.get(receiver)?.variable
    // An object that this segment itself makes is written whole, if it is kept at all.
    if (isFreshIn(receiver, survey.body, checker) && (variable === undefined || declared.has(variable))) return
    const isOneObject =
      variable !== undefined && use.frame.has(variable) && (declared.has(variable) || !assigned.has(variable))
    if (mutation.kind === "grows" && isOneObject && !replacements.has(receiver)) grown.add(variable)
    else whole(node)
  }
  const look = (node: ts.Node): void => {
    // What was handed over to be called is looked into by itself.
    const called = ts.isCallExpression(node) ? references.get(bareExpression(node.expression))?.variable : undefined
    if (called?.source === undefined) note(mutationOf(node, checker), node)
  }
  for (const op of segment.ops) eachEvaluated(op, lowering, { known: functions, look, use: leak })
  return { grown, all, leaked, change }
}

/** The constants that a segment declares. */
const declaredIn = ({ ops }: DraftSegment): ReadonlySet<Variable> =>
  new Set(ops.flatMap(({ defines }) => defines ?? []).filter(isFixed))

/** Whether what a local holds can be stored, as far as its type says. */
const storedOf = ({ survey: { checker }, madeTypes }: Lowering): ((variable: Variable) => boolean) => {
  const known = new Map<Variable, boolean>()
  return (variable) => {
    const before = known.get(variable)
    if (before !== undefined) return before
    const made = madeTypes.get(variable)
    const nodes = made?.kind === "nodes" ? made.nodes : made?.kind === "text" ? [] : [variable.declaration]
    const stored = nodes.every((node) => storable(checker.getTypeAtLocation(node), checker).ok)
    known.set(variable, stored)
    return stored
  }
}

const mayHoldObject = (variable: Variable, { survey: { checker }, madeTypes }: Lowering): boolean => {
  const made = madeTypes.get(variable)
  if (made?.kind === "text") return false
  if (made?.kind === "types") return made.isList || made.types.some((type) => !isPrimitiveType(type))
  if (made?.kind === "nodes") return made.nodes.some((node) => !isPrimitiveType(checker.getTypeAtLocation(node)))
  return !isPrimitiveType(checker.getTypeAtLocation(variable.declaration))
}
