import type { Chart, Procedure, State } from "@statewright/model"
import { chartIndex } from "../picture/chart-index.ts"
import type { StatelyConfig, StatelyState } from "./stately-config.ts"
import { statelyState } from "./stately-state.ts"
import { errorEvent, statelyId, targetOf } from "./stately-target.ts"

/**
 * A chart as the text of an XState machine without code, which Stately's tools import: every state of the program,
 * with steps as invoked actors, conditions as named guards and segments as named entry actions.
 *
 * @example JSON.parse(toJson(chart)).initial // "begin"
 */
export const toJson = (chart: Chart): string => `${JSON.stringify(statelyConfig(chart), undefined, 2)}\n`

/**
 * The same as data: `createMachine(statelyConfig(chart))`.
 *
 * @example statelyConfig(chart).id // "collect"
 */
export const statelyConfig = (chart: Chart): StatelyConfig => {
  const [main, ...helpers] = chart.procedures
  const meta = {
    source: chart.source.file,
    version: chart.version,
    ...(helpers.length === 0
      ? {}
      : {
          procedures: Object.fromEntries(
            helpers.map((helper) => [helper.name, machine(helper, statelyId(helper.name), {})]),
          ),
        }),
  }
  const id = statelyId(chart.workflow)
  return main === undefined ? { id, meta } : machine(main, id, meta)
}

const machine = (procedure: Procedure, id: string, meta: NonNullable<StatelyConfig["meta"]>): StatelyConfig => {
  const index = chartIndex(procedure)
  const states = procedure.states.map((state): [string, StatelyState] => [
    state.key,
    statelyState(index.at(state.key), index, id),
  ])
  const threw = procedure.states.find(isThrew)
  return {
    id,
    meta,
    initial: procedure.initial,
    ...(threw === undefined ? {} : { on: { [errorEvent]: targetOf(id, threw.key) } }),
    states: Object.fromEntries(states),
  }
}

const isThrew = (state: State): boolean => state.kind === "final" && state.outcome === "threw"
