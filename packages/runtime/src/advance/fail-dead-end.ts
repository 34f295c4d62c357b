import type { Activation, Command, Frame, WaitId } from "@statewright/model"
import { heldForEver, itself, tooFewCame } from "@statewright/workflow"
import { endRun, knownEnd } from "./end-activation.ts"
import { groupLocals } from "../machine/group-locals.ts"
import { idsOf } from "./ids-of.ts"
import type { Moving } from "./moving.ts"
import { askedOf } from "./question.ts"
import { NothingCanCome } from "./nothing-can-come.ts"
import { openMembers } from "./strand-tree.ts"

/** Fails a run that nothing can move any more: all that its activations wait for is each other, or a race of nothing. */
export const failDeadEnd = (moving: Moving): void => {
  const { frame, commands, ended, program } = moving
  // What has just been begun will come.
  if (ended || commands.some(willCome) || isAtWork(frame)) return
  const known = knownEnd(frame)
  if (known !== undefined) return endRun(moving, known)
  const { state, reason } = deadEndOf(frame)
  endRun(moving, { kind: "fail", error: new NothingCanCome(program.workflow.definition.name, state, reason) })
}

/** Whether something comes of a command; others only tell how far a group is. */
const willCome = ({ kind }: Command): boolean => {
  switch (kind) {
    case "abandon":
    case "strand-begun":
    case "strand-ended":
    case "set-deadline":
    case "set-cleanup":
    case "detach-run":
    case "release":
      return false
    case "start-step":
    case "set-timer":
    case "open-wait":
    case "start-run":
    case "acquire":
    case "collect":
    case "complete":
    case "fail":
    case "cancelled":
      return true
  }
}

/** The wait that was found open last: as long as it is, nothing else need be looked at. */
const lastOpen = new WeakMap<Frame, WaitId>()

/** Whether the outcome of a step or a sleep is still to come. */
const isAtWork = (frame: Frame): boolean => {
  const { waits } = frame
  const isOpen = (wait: WaitId): boolean => waits.has(wait) && waits.get(wait) === undefined
  const before = lastOpen.get(frame)
  if (before !== undefined && isOpen(before)) return true
  const inside = settledInside(frame)
  const open = [...waits.keys()].findLast((wait) => isOpen(wait) && !inside.has(wait))
  if (open !== undefined) lastOpen.set(frame, open)
  return open !== undefined
}

/** The waits that an activation settles, and that activation. */
const settledInside = ({ activations }: Frame): ReadonlyMap<WaitId, Activation> =>
  new Map([...activations.values()].flatMap((each) => settledBy(each).map((wait) => [wait, each] as const)))

const settledBy = (activation: Activation): readonly WaitId[] => {
  const { settles, waiting } = activation
  const own = settles === undefined ? [] : [settles]
  if (waiting?.kind === "barrier") return [...own, ...waiting.came.map(([wait]) => wait)]
  return waiting?.kind === "group" ? [...own, ...askedOf(activation).map(({ wait }) => wait)] : own
}

interface DeadEnd {
  readonly state: string
  readonly reason: string
}

/** Where the body's way ends: from wait to wait, into the helpers that it waits for. */
const deadEndOf = (frame: Frame): DeadEnd => {
  const inside = settledInside(frame)
  const passed = new Set<Activation>()
  let state = ""
  let at: Activation | undefined = [...frame.activations.values()].find(({ settles }) => settles === undefined)
  while (at !== undefined && !passed.has(at)) {
    passed.add(at)
    // A join that stands for itself has no state; the one that waits for it has.
    if (at.state !== "") state = at.state
    const ids = at.waiting?.kind === "group" ? openMembers(frame, at.number) : idsOf(at.waiting)
    const asked = ids.length === 0 ? reasonOf(at) : undefined
    if (asked !== undefined) return { state, reason: asked }
    if (ids.length === 0) return { state, reason: "it is a `Promise.race` of nothing" }
    const open = ids.find((id) => frame.waits.get(id) === undefined)
    at = open === undefined ? undefined : inside.get(open)
  }
  return { state, reason: itself }
}

/** Why what is no promise never comes. */
const reasonOf = (activation: Activation): string | undefined => {
  const { waiting } = activation
  switch (waiting?.kind) {
    case "barrier":
      return tooFewCame(waiting.came.length, waiting.size)
    case "group": {
      const { lock } = groupLocals(activation)
      if (lock === undefined) return "nobody gives its pool anything more to do"
      return heldForEver(lock.key)
    }
    case "lock":
    case "one":
    case "join":
    case undefined:
      return undefined
  }
}
