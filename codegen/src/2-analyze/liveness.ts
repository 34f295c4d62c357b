import type { DraftRegion, DraftSegment, DraftState, Edge } from "../3-lower/draft.ts"
import type { Lowering } from "../3-lower/lowering.ts"
import type { Op } from "../3-lower/op.ts"
import type { SegmentUse } from "./segment-use.ts"
import type { Variable } from "./variable.ts"

/** The locals that are still needed where a state is entered. */
export type LiveAt = (state: DraftState) => readonly Variable[]

/**
 * Backward liveness over the lowered states, one bit for each local of the frame. Whatever may throw also leads to the
 * handler around it, so what the handler needs is needed throughout.
 */
export const liveness = (lowering: Lowering, { effects, frame }: SegmentUse): LiveAt => {
  const order = [...lowering.survey.variables, ...lowering.made].filter((variable) => frame.has(variable))
  const bit = new Map(order.map((variable, index) => [variable, 1n << BigInt(index)]))
  const bitsOf = (variables: Iterable<Variable>): bigint => {
    let bits = 0n
    for (const variable of variables) bits |= bit.get(variable) ?? 0n
    return bits
  }
  const uses = new Map<Op, { readonly reads: bigint; readonly defines: bigint }>()
  for (const [op, found] of effects) uses.set(op, { reads: bitsOf(found.reads), defines: bitsOf(op.defines ?? []) })
  // An async function may use these whenever this procedure waits.
  const shared = bitsOf(order.filter((variable) => variable.shared === true))
  const live = new Map<DraftState, bigint>()
  const at = (state: DraftState | undefined): bigint => (state === undefined ? 0n : (live.get(state) ?? 0n))
  const along = ({ target, completes }: Edge): bigint => {
    const bits = at(entryOf(target))
    return completes === undefined ? bits : bits & ~bitsOf([completes.record])
  }
  const handler = (state: DraftState): bigint => {
    const caught = catcherOf(state.parent)
    return caught === undefined ? 0n : along(caught)
  }
  const intoSegment = (segment: DraftSegment): bigint => {
    const thrown = handler(segment)
    const exit = (label: string): bigint => {
      const edge = segment.exits.get(label)
      return edge === undefined ? 0n : along(edge)
    }
    let bits = exit("next")
    for (const op of segment.ops.toReversed()) {
      const { reads, defines } = uses.get(op) ?? { reads: 0n, defines: 0n }
      bits = op.ends === true ? 0n : bits & ~defines
      for (const label of op.exits ?? []) bits |= exit(label)
      bits |= reads | thrown
    }
    return bits
  }
  const into = (state: DraftState): bigint => {
    switch (state.kind) {
      case "segment":
        return intoSegment(state)
      case "wait":
        return along(state.done) | handler(state) | shared
      case "started":
        return along(state.next) | handler(state)
      case "dispatch":
        return [...state.exits.values()].reduce(
          (bits, edge) => bits | along(edge),
          handler(state) | bitsOf([state.record]),
        )
      case "region":
      case "final":
        return 0n
    }
  }
  const states = allStates(lowering.root).toReversed()
  for (let changed = true; changed;) {
    changed = false
    for (const state of states) {
      const bits = into(state)
      if (bits === at(state)) continue
      live.set(state, bits)
      changed = true
    }
  }
  return (state) => order.filter((variable) => (at(entryOf(state)) & (bit.get(variable) ?? 0n)) !== 0n)
}

/** The state that is really entered when a region is. */
const entryOf = (state: DraftState | undefined): DraftState | undefined =>
  state?.kind === "region" ? entryOf(state.states[0]) : state

/** The way to the nearest handler around. */
const catcherOf = (region: DraftRegion | undefined): Edge | undefined =>
  region === undefined ? undefined : (region.caught ?? catcherOf(region.parent))

/** Every state below a region, in order. */
export const allStates = (region: DraftRegion): readonly DraftState[] =>
  region.states.flatMap((state) => (state.kind === "region" ? [state, ...allStates(state)] : [state]))
