import type { WaitId, Waiting } from "@statewright/model"

/** The waits that an activation rests for itself; those of a group, a lock or a barrier are found by their names. */
export const idsOf = (waiting: Waiting | undefined): readonly WaitId[] => {
  switch (waiting?.kind) {
    case undefined:
    case "group":
    case "lock":
    case "barrier":
      return []
    case "one":
      return [waiting.id]
    case "join":
      return waiting.ids
  }
}
