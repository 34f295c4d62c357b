import type { AskingLetters } from "@statewright/runtime"
import type { Store } from "@statewright/store"
import { setTimeout } from "node:timers/promises"

import { requestingOf } from "../run/requesting-of.ts"

/** How long a command waits for the process that leads, in ms; what it has asked for is stored before. */
const patience = 5_000

const lookEvery = 25

/** How a command asks the process that leads about dead letters: it does not wait where none does. */
export const askingLetters = (store: Store): AskingLetters => ({
  ...requestingOf(store),
  settled: async (seq) => {
    if ((await store.leader()) === undefined) return false
    for (let waited = 0; waited < patience; waited += lookEvery) {
      const row = await store.event(seq)
      if (row === undefined || row.settled) return true
      await setTimeout(lookEvery)
    }
    return false
  },
})
