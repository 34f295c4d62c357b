import type { WaitId, Waiting } from "@statewright/model"

/** The waits that an activation rests for; those of the members of a group are found by their names. */
export const idsOf = (waiting: Waiting | undefined): readonly WaitId[] => {
  switch (waiting?.kind) {
    case undefined:
    case "lock":
    case "barrier":
      return []
    case "one":
      return [waiting.id]
    case "group":
      return waiting.collecting === undefined ? [] : [waiting.collecting]
    case "join":
      return waiting.ids
  }
}
