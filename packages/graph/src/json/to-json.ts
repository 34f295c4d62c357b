import type { Chart, Procedure, State } from "@statewright/model"
import { chartIndex } from "../picture/chart-index.ts"
import { hostedProcedures } from "../picture/hosted-procedures.ts"
import type { StatelyConfig, StatelyState, StatelyTransition } from "./stately-config.ts"
import { statelyState } from "./stately-state.ts"
import type { Machine } from "./stately-wait.ts"
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
  const [main, ...others] = chart.procedures
  const hosted = hostedProcedures(chart)
  const isLane = ({ name }: Procedure): boolean => hosted.get(name) === "lane"
  const lanes = new Map(others.filter(isLane).map((lane) => [lane.name, lane]))
  const helpers = others.filter((helper) => !isLane(helper))
  const chains = (chart.chains ?? []).map(({ on, workflow, when }) => ({
    on,
    workflow,
    ...(when === undefined ? {} : { when }),
  }))
  const meta = {
    source: chart.source.file,
    version: chart.version,
    ...(chains.length === 0 ? {} : { chains }),
    ...(helpers.length === 0
      ? {}
      : {
          procedures: Object.fromEntries(helpers.map((helper) => [helper.name, machine(helper, lanes)])),
        }),
  }
  const id = statelyId(chart.workflow)
  return main === undefined ? { id, meta } : { id, meta, ...procedureState(main, id, lanes) }
}

const machine = (helper: Procedure, lanes: ReadonlyMap<string, Procedure>): StatelyConfig => {
  const id = statelyId(helper.name)
  return { id, meta: {}, ...procedureState(helper, id, lanes) }
}

/** A procedure as the inside of a machine, or of the branch that it is. */
const procedureState = (
  procedure: Procedure,
  id: string,
  lanes: ReadonlyMap<string, Procedure>,
  thrownTo?: StatelyTransition,
): StatelyState => {
  const index = chartIndex(procedure)
  const inside: Machine["inside"] = (name, innerId, outTo) => {
    const lane = lanes.get(name)
    return lane && procedureState(lane, innerId, lanes, outTo)
  }
  const states = procedure.states.map((state): [string, StatelyState] => {
    const written = statelyState(index.at(state.key), { id, index, inside })
    if (thrownTo === undefined || !isThrew(state)) return [state.key, written]
    const { type: _, ...passing } = written
    return [state.key, { ...passing, always: [thrownTo] }]
  })
  const threw = procedure.states.find(isThrew)
  return {
    initial: procedure.initial,
    ...(threw === undefined ? {} : { on: { [errorEvent]: targetOf(id, threw.key) } }),
    states: Object.fromEntries(states),
  }
}

const isThrew = (state: State): boolean => state.kind === "final" && state.outcome === "threw"
