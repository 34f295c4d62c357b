import { isStatewrightError } from "@statewright/model"
import type { Engine } from "@statewright/runtime"
import { noteTold } from "../log/told-log.ts"
import type { EventOrder } from "./orders.ts"
import { patiently } from "./patiently.ts"

/** Sends what is ordered, and notes what it asks and what it is told. */
export const sender =
  (engine: Pick<Engine, "events">, told: string) =>
  async ({ id, ...event }: EventOrder): Promise<void> => {
    noteTold(told, { kind: "asked to send", run: id })
    try {
      await patiently(() => engine.events.send({ name: "call", id, ...event }))
      noteTold(told, { kind: "sent", run: id })
    } catch (error) {
      // The run that it is for is not there, or has ended.
      if (!isStatewrightError(error) || !["RunEnded", "RunNotFound"].includes(error._tag)) throw error
    }
  }
