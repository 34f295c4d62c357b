import * as Context from "effect/Context"
import { v7 } from "uuid"
import { randomTexts } from "./random-texts.ts"

/** Makes ids: a service, so that a test can fix them. */
export interface IdSource {
  /** A new run's id: sorts by time. */
  readonly run: () => string
  /** A fence for one attempt of one step. */
  readonly token: () => string
  /** What the random values of one transition grow from: 128 bits that nobody can guess. */
  readonly seed: () => string
}

/** The id source in use; random ids unless a test provides others. */
export const Ids = Context.Reference<IdSource>("@statewright/runtime/Ids", {
  defaultValue: () => ({
    run: () => `run_${v7()}`,
    token: randomTexts(),
    seed: randomTexts(),
  }),
})
