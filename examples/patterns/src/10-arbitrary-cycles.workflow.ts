import { workflow } from "statewright"
import { z } from "zod"
import { charge, pack, review, tell } from "./shop.ts"

type Stage = "write" | "check" | "price" | "done"

/** A cycle with more than one way in or out. */
export const arbitraryCycles = workflow(
  "arbitraryCycles",
  { input: z.enum(["write", "price"]), output: z.array(z.string()) },
  async (first) => {
    const log: string[] = []
    let stage: Stage = first
    for (let turn = 0; turn < 20 && stage !== "done"; turn++) {
      switch (stage) {
        case "write":
          log.push(await pack("offer"))
          stage = "check"
          break
        case "check":
          log.push(await review("ann"))
          stage = log.length < 4 ? "price" : "done"
          break
        case "price":
          log.push(await charge(log.length))
          stage = log.length < 2 ? "write" : "check"
          break
      }
    }
    log.push(await tell("the offer is ready"))
    return log
  },
)
