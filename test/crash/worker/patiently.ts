import { setTimeout } from "node:timers/promises"
import { isStatewrightError } from "@statewright/model"

/** Who is told that the database is locked asks again. */
export const patiently = async <Value>(ask: () => Promise<Value>): Promise<Value> => {
  while (true) {
    try {
      return await ask()
    } catch (error) {
      if (!isStatewrightError(error) || error._tag !== "DatabaseBusy") throw error
      await setTimeout(50)
    }
  }
}
