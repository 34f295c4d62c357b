import type { Procedure, Question, State } from "@statewright/model"

import { type Doc, strings } from "./layout.ts"

/**
 * Where the conditions of a procedure stand, by the code that asks them. They are printed in one place, beside the
 * version: so an edit that only moves lines changes nothing else of a machine.
 */
export const placesOf = ({ name, states }: Procedure): readonly (readonly [string, Doc])[] =>
  states.flatMap((state) => placesIn(state, name === "main" ? "" : `${name}().`))

const placesIn = (state: State, prefix: string): readonly (readonly [string, Doc])[] => {
  if (state.kind === "region") return state.states.flatMap((inner) => placesIn(inner, prefix))
  if (state.kind !== "segment" || state.asks === undefined) return []
  return [[`${prefix}${state.code}`, strings(state.asks.map(placeText))]]
}

const placeText = ({ span, file }: Question): string =>
  `${file === undefined ? "" : `${file}:`}${span.line}:${span.column}`
