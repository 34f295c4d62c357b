import type { DispatchState, RegionState, SegmentState } from "@statewright/model"
import { childPath } from "../picture/chart-index.ts"
import type { ChartIndex, Located } from "../picture/chart-index.ts"
import { errorsPast, errorTarget } from "../picture/error-target.ts"
import type { StatelyState, StatelyTransition } from "./stately-config.ts"
import { errorEvent, targetOf } from "./stately-target.ts"
import { waitMeta, waitState } from "./stately-wait.ts"
import type { Machine } from "./stately-wait.ts"

/** A state of a chart as XState reads it, with all that stands in it. */
export const statelyState = (located: Located, machine: Machine): StatelyState => {
  const { state, path } = located
  const { id, index } = machine
  const facts = { description: state.label, meta: { kind: state.kind, line: state.span.line } }
  switch (state.kind) {
    case "segment":
      return { ...facts, ...segmentState(state, id) }
    case "wait":
      return { ...facts, ...waitState(state, located, machine), meta: { ...facts.meta, ...waitMeta(state) } }
    case "started": {
      const meta = { ...facts.meta, wait: state.id }
      return { ...facts, meta, entry: [{ type: "begin" }], always: [targetOf(id, state.next)] }
    }
    case "region":
      return {
        ...facts,
        meta: { ...facts.meta, kind: state.construct },
        ...regionState(state, id),
        states: Object.fromEntries(
          state.states.map(({ key }) => [key, statelyState(index.at(childPath(path, key)), machine)]),
        ),
      }
    case "dispatch":
      return { ...facts, always: dispatchExits(state, located, index, id) }
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
