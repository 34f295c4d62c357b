import type { GroupWait, Lane, WaitState } from "@statewright/model"
import type { ChartIndex, Located } from "../picture/chart-index.ts"
import { errorTarget } from "../picture/error-target.ts"
import { groupNotes } from "../picture/group-text.ts"
import type { StatelyMeta, StatelyState, StatelyTransition } from "./stately-config.ts"
import { statelyId, targetOf } from "./stately-target.ts"

/** A machine, or a branch of one, while it is written. */
export interface Machine {
  /** The id that its targets begin with. */
  readonly id: string
  readonly index: ChartIndex
  /** The states of a procedure that is one branch alone; its failure goes to `thrownTo`, else it only ends the branch. */
  readonly inside: (procedure: string, id: string, thrownTo?: StatelyTransition) => StatelyState | undefined
}

/** What XState has no field for. */
export const waitMeta = ({ id, for: wait }: WaitState): StatelyMeta => {
  const notes = wait.kind === "group" ? groupNotes(wait) : []
  return { wait: id, ...(notes.length === 0 ? {} : { notes }) }
}

/** How XState waits for what a state waits for. */
export const waitState = (state: WaitState, located: Located, machine: Machine): StatelyState => {
  const onDone = targetOf(machine.id, state.done)
  switch (state.for.kind) {
    case "step":
      return { invoke: { src: state.for.step, id: state.id, onDone } }
    case "call":
      return { invoke: { src: state.for.procedure, id: state.id, onDone } }
    case "sleep":
      return { after: { [state.label]: onDone } }
    case "event":
      return { on: { [state.for.event]: state.for.where === undefined ? onDone : guarded(onDone, state.for.where) } }
    case "promise":
      return { invoke: { src: "promise", id: state.id, onDone } }
    case "group":
      return {
        type: "parallel",
        states: regions(state.for.lanes.map(groupLane), state.id, {
          located,
          machine,
          thrownTo: thrownTo(state.for, located, machine),
        }),
        onDone,
      }
    case "child":
      return { invoke: { src: state.for.workflow, id: state.id, onDone } }
    case "detached":
      return { invoke: { src: state.for.workflow ?? state.for.procedure ?? state.label, id: state.id, onDone } }
    case "handle":
    case "use":
      return { invoke: { src: state.label, id: state.id, onDone } }
    case "many":
    case "join":
      return {
        type: "parallel",
        states: regions(state.for.steps.map(stepLane), state.id, { located, machine }),
        onDone,
      }
  }
}

const guarded = (to: StatelyTransition, type: string): StatelyTransition => ({ ...to, guard: { type } })

/** A branch: its key, and what runs in it. */
interface Region {
  readonly name: string
  readonly src: string
  readonly procedure?: string
}

const stepLane = (step: string): Region => ({ name: step, src: step })

const groupLane = ({ name, step, event, workflow, procedure, sleep }: Lane): Region => {
  const src = step ?? event ?? workflow ?? procedure ?? (sleep === true ? "sleep" : "branch")
  return { name: statelyId(name ?? src), src, ...(procedure === undefined ? {} : { procedure }) }
}

/** Where branches stand, and where their failures go. */
interface Place {
  readonly located: Located
  readonly machine: Machine
  readonly thrownTo?: StatelyTransition | undefined
}

/** A branch that fails is counted where only some are needed; else it is thrown on. */
const thrownTo = ({ join = "all" }: GroupWait, located: Located, machine: Machine): StatelyTransition | undefined => {
  const target = errorTarget(located, machine.index)
  return join !== "all" || target === undefined ? undefined : targetOf(machine.id, target)
}

/** One region a branch; branches of one name are told apart by an ordinal. */
const regions = (
  lanes: readonly Region[],
  wait: string,
  { located, machine, ...place }: Place,
): Readonly<Record<string, StatelyState>> =>
  Object.fromEntries(
    lanes.map(({ name, src, procedure }, at) => {
      const before = lanes.slice(0, at).filter((other) => other.name === name).length
      const key = before === 0 ? name : `${name}_${before + 1}`
      const id = `${machine.id}.${located.path}.${key}`
      const states = procedure === undefined ? undefined : machine.inside(procedure, id, place.thrownTo)
      return [key, states ?? running(src, `${wait}/${key}`)]
    }),
  )

const running = (src: string, id: string): StatelyState => ({
  initial: "running",
  states: { running: { invoke: { src, id, onDone: { target: "done" } } }, done: { type: "final" } },
})
