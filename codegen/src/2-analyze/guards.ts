import { spanOf } from "../1-read/place-of.ts"
import { ts } from "../1-read/syntax.ts"
import type { DraftRegion, DraftSegment, DraftState, Edge } from "../3-lower/draft.ts"
import type { Lowering } from "../3-lower/lowering.ts"
import type { Op } from "../3-lower/op.ts"
import { isBounded } from "./bounded-loop.ts"
import { loopHead, type Unbounded, unboundedFinder } from "./unbounded-code.ts"

/** Why a segment must run under a time limit, if it must: `line 12: while (true)`. */
export type GuardOf = (segment: DraftSegment) => string | undefined

/** Decides for each segment whether it may never end; all others run bare, since a guard costs more than most of them. */
export const guards = (lowering: Lowering): GuardOf => {
  const { checker } = lowering.survey
  const { find } = unboundedFinder(checker)
  const found = new Map<DraftSegment, Unbounded>()
  for (const segment of lowering.segments) {
    for (const op of segment.ops) {
      for (const node of op.nodes) {
        const unbounded = found.get(segment) ?? find(node, isElsewhere(op, lowering))
        if (unbounded !== undefined) found.set(segment, unbounded)
      }
    }
  }
  for (const { head, loop } of idleLoops(lowering)) {
    if (!isBounded(loop, checker) && !found.has(head)) found.set(head, { node: loop, reason: loopHead(loop) })
  }
  return (segment) => {
    const unbounded = found.get(segment)
    return unbounded && `line ${spanOf(unbounded.node).line}: ${reasonText(unbounded)}`
  }
}

const reasonText = ({ reason, through }: Unbounded): string =>
  through === undefined || reason.startsWith(`\`${through}\``) ? reason : `${reason}, through \`${through}\``

/** What a segment does not evaluate itself: another one did, and left the value. */
const isElsewhere =
  ({ before }: Op, { replacements }: Lowering) =>
  (node: ts.Node): boolean => {
    const replacement = node === before?.node ? before.replacement : replacements.get(node)
    return replacement?.kind === "given" || replacement?.kind === "variable"
  }

/** Loops that may take a turn without any wait: then it is the machine that goes round, from the head to the head. */
const idleLoops = ({ root }: Lowering): readonly { head: DraftSegment; loop: ts.IterationStatement }[] =>
  regionsIn(root).flatMap((region) => {
    const head = entered(region)
    const loop = region.node
    return ts.isIterationStatement(loop, false) && head?.kind === "segment" && comesBack(head) ? [{ head, loop }] : []
  })

const regionsIn = (region: DraftRegion): readonly DraftRegion[] => [
  region,
  ...region.states.flatMap((state) => (state.kind === "region" ? regionsIn(state) : [])),
]

const comesBack = (head: DraftSegment): boolean => {
  const reached = new Set<DraftState>(after(head))
  // A Set goes on with what is added while it is walked.
  for (const state of reached) for (const next of after(state)) reached.add(next)
  return reached.has(head)
}

/** The states that may follow within one transition. */
const after = (state: DraftState): readonly DraftState[] => {
  if (isSureToWait(state)) return []
  const caught = catching(state.parent)
  return [...leaving(state), ...(caught === undefined ? [] : [caught])].flatMap(({ target }) => {
    const next = target && entered(target)
    return next === undefined ? [] : [next]
  })
}

/** Only a step, a sleep and an event are: a helper may end at once, a list be empty, a promise be settled. */
const isSureToWait = (state: DraftState): boolean =>
  state.kind === "wait" && (state.for.kind === "step" || state.for.kind === "sleep" || state.for.kind === "event")

const leaving = (state: DraftState): readonly Edge[] => {
  switch (state.kind) {
    case "segment":
    case "dispatch":
      return [...state.exits.values()]
    case "wait":
      return [state.done]
    case "started":
      return [state.next]
    case "region":
    case "final":
      return []
  }
}

const entered = (state: DraftState): DraftState | undefined => {
  if (state.kind !== "region") return state
  const [first] = state.states
  return first && entered(first)
}

const catching = (region: DraftRegion | undefined): Edge | undefined =>
  region === undefined ? undefined : (region.caught ?? catching(region.parent))
