import type { DispatchState, RegionState, SegmentState, WaitState } from "@statewright/model"
import { childPath } from "../picture/chart-index.ts"
import type { ChartIndex, Located } from "../picture/chart-index.ts"
import { errorsPast, errorTarget } from "../picture/error-target.ts"
import { laneName } from "../picture/lane-name.ts"
import type { StatelyState, StatelyTransition } from "./stately-config.ts"
import { errorEvent, targetOf } from "./stately-target.ts"

/** A state of a chart as XState reads it, with all that stands in it. */
export const statelyState = (located: Located, index: ChartIndex, machine: string): StatelyState => {
  const { state, path } = located
  const facts = { description: state.label, meta: { kind: state.kind, line: state.span.line } }
  switch (state.kind) {
    case "segment":
      return { ...facts, ...segmentState(state, machine) }
    case "wait":
      return { ...facts, meta: { ...facts.meta, wait: state.id }, ...waitState(state, machine) }
    case "started": {
      const meta = { ...facts.meta, wait: state.id }
      return { ...facts, meta, entry: [{ type: "begin" }], always: [targetOf(machine, state.next)] }
    }
    case "region":
      return {
        ...facts,
        meta: { ...facts.meta, kind: state.construct },
        ...regionState(state, machine),
        states: Object.fromEntries(
          state.states.map(({ key }) => [key, statelyState(index.at(childPath(path, key)), index, machine)]),
        ),
      }
    case "dispatch":
      return { ...facts, always: dispatchExits(state, located, index, machine) }
    case "final":
      return { ...facts, type: "final" }
  }
}

const segmentState = ({ code, exits }: SegmentState, machine: string): StatelyState => {
  const always = exits.map((exit, at): StatelyTransition => {
    // The last exit needs no guard of its own: XState takes the first that may be taken.
    const guard = exit.condition ?? (at === exits.length - 1 ? undefined : exit.label)
    return {
      ...targetOf(machine, exit.target, exit.completes),
      ...(guard === undefined ? {} : { guard: { type: guard } }),
    }
  })
  return { entry: [{ type: code }], ...(always.length === 0 ? {} : { always }) }
}

const waitState = (state: WaitState, machine: string): StatelyState => {
  const onDone = targetOf(machine, state.done)
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
      return { type: "parallel", states: Object.fromEntries(lanes(state.for.lanes.map(laneName), state.id)), onDone }
    case "child":
    case "detached":
      return { invoke: { src: state.for.workflow ?? state.label, id: state.id, onDone } }
    case "handle":
    case "use":
      return { invoke: { src: state.label, id: state.id, onDone } }
    case "many":
    case "join":
      return { type: "parallel", states: Object.fromEntries(lanes(state.for.steps, state.id)), onDone }
  }
}

const guarded = (to: StatelyTransition, type: string): StatelyTransition => ({ ...to, guard: { type } })

/** One region a step; steps of one name are told apart by an ordinal. */
const lanes = (steps: readonly string[], wait: string): readonly (readonly [string, StatelyState])[] =>
  steps.map((step, at) => {
    const before = steps.slice(0, at).filter((other) => other === step).length
    const key = before === 0 ? step : `${step}_${before + 1}`
    const running = { invoke: { src: step, id: `${wait}/${key}`, onDone: { target: "done" } } }
    return [key, { initial: "running", states: { running, done: { type: "final" } } }]
  })

const regionState = ({ initial, caught }: RegionState, machine: string): StatelyState => ({
  initial,
  ...(caught === undefined ? {} : { on: { [errorEvent]: targetOf(machine, caught.target, caught.completes) } }),
})

const dispatchExits = (
  state: DispatchState,
  located: Located,
  index: ChartIndex,
  machine: string,
): readonly StatelyTransition[] => {
  const exits = state.exits.map((exit) => ({
    ...targetOf(machine, exit.target, exit.completes),
    guard: { type: `${state.record} === ${exit.label}` },
  }))
  const thrownOn = errorsPast(state, index) ? errorTarget(located, index) : undefined
  return thrownOn === undefined ? exits : [...exits, targetOf(machine, thrownOn)]
}
