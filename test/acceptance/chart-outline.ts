import type { Completes, Exit, Procedure, State, StatePath } from "@statewright/model"

/** Every state of a procedure, by its path, in one line each: what it is, and where it leads. */
export type Outline = ReadonlyMap<StatePath, string>

/** The outline of a procedure as its chart draws it. */
export const chartOutline = ({ initial, states }: Procedure): Outline =>
  new Map([["", `begins in ${initial}`], ...linesOf(states, "")])

/** One way out, as an outline says it. */
export const wayOut = (label: string, target: StatePath, completes: Completes | undefined): string =>
  completes === undefined ? `${label} -> ${target}` : `${label} -> ${target} (${completes.record} = ${completes.as})`

const linesOf = (states: readonly State[], parent: StatePath): readonly (readonly [StatePath, string])[] =>
  states.flatMap((state) => {
    const path = parent === "" ? state.key : `${parent}.${state.key}`
    return [[path, lineOf(state)] as const, ...(state.kind === "region" ? linesOf(state.states, path) : [])]
  })

const lineOf = (state: State): string => {
  switch (state.kind) {
    case "segment":
      return `segment: ${waysOut(state.exits)}`
    case "wait":
      return `wait ${state.id}, keeps ${state.keep.toSorted().join(" ")}: done -> ${state.done}`
    case "started":
      return `started ${state.id}: next -> ${state.next}`
    case "region": {
      const { caught, initial } = state
      const begins = `region, begins in ${initial}`
      return caught === undefined ? begins : `${begins}: ${wayOut("caught", caught.target, caught.completes)}`
    }
    case "dispatch":
      return `dispatch of ${state.record}: ${waysOut(state.exits)}`
    case "final":
      return "final"
  }
}

const waysOut = (exits: readonly Exit[]): string =>
  exits.map(({ label, target, completes }) => wayOut(label, target, completes)).join(", ")
