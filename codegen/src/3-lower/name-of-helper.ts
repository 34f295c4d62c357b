import type { BegunCall, GivenFunction, KnownHelper } from "../2-analyze/given-function.ts"

/** What a helper is called in the chart: one that is given functions is another one for each, `retried_charge`. */
export const nameOfHelper = ({ name, given }: KnownHelper): string =>
  [name, ...[...given.values()].flatMap(nameOfGiven)].join("_")

const nameOfGiven = (given: GivenFunction): readonly string[] => {
  switch (given.kind) {
    case "step":
      return [given.step.name.replaceAll(/[^\w$]/g, "_")]
    case "helper":
      return [nameOfHelper(given.helper)]
    case "begins":
      return nameOfBegun(given.inner)
    case "computes":
      return []
  }
}

const nameOfBegun = (begun: BegunCall): readonly string[] => {
  switch (begun.kind) {
    case "step":
      return [begun.step.name.replaceAll(/[^\w$]/g, "_")]
    case "call":
      return [nameOfHelper(begun.helper)]
    case "sleep":
    case "validate":
      return [begun.kind]
    case "event":
      return [begun.event.name.replaceAll(/[^\w$]/g, "_")]
    case "chain":
      return []
    case "group":
      return [begun.word]
    case "run":
      return begun.workflow === undefined ? [] : [begun.workflow.name.replaceAll(/[^\w$]/g, "_")]
    case "through":
      return nameOfBegun(begun.inner)
  }
}
