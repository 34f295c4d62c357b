import { randomUUID } from "node:crypto"
import type { Requesting } from "@statewright/runtime"
import type { Store } from "@statewright/store"

/** How a command asks the process that leads for something: it never leads itself. */
export const requestingOf = (store: Store): Requesting => ({
  store,
  submit: () => undefined,
  now: Date.now,
  id: randomUUID,
})
