import type { Procedure, RegionState, State, StatePath } from "@statewright/model"
import { ChartBroken } from "./chart-broken.ts"

/** A state with where it stands. */
export interface Located {
  readonly state: State
  readonly path: StatePath
  /** The regions around it, innermost first. */
  readonly regions: readonly LocatedRegion[]
}

/** A region with where it stands. */
export interface LocatedRegion {
  readonly state: RegionState
  readonly path: StatePath
}

/** Finds the states of one procedure by path. */
export interface ChartIndex {
  readonly procedure: string
  readonly all: readonly Located[]
  readonly at: (path: StatePath) => Located
}

/**
 * Indexes a procedure's states.
 *
 * @example chartIndex(procedure).at("for_i.square").state.kind // "wait"
 */
export const chartIndex = (procedure: Procedure): ChartIndex => {
  const all = procedure.states.flatMap((state) => locate(state, []))
  const byPath = new Map(all.map((located) => [located.path, located]))
  return {
    procedure: procedure.name,
    all,
    at: (path) => {
      const found = byPath.get(path)
      if (found === undefined) throw new ChartBroken(procedure.name, path)
      return found
    },
  }
}

/** The path of a state that stands in `parent`. */
export const childPath = (parent: StatePath, key: string): StatePath => `${parent}.${key}`

const locate = (state: State, regions: readonly LocatedRegion[]): readonly Located[] => {
  const parent = regions[0]
  const path = parent === undefined ? state.key : childPath(parent.path, state.key)
  const self: Located = { state, path, regions }
  if (state.kind !== "region") return [self]
  const inside = [{ state, path }, ...regions]
  return [self, ...state.states.flatMap((child) => locate(child, inside))]
}
