import { parallel, workflow } from "statewright"
import { z } from "zod"
import { charge, pack, ship } from "./shop.ts"

/** What comes next begins once all branches have ended. */
export const synchronization = workflow(
  "synchronization",
  { input: z.string(), output: z.array(z.string()) },
  async (item) => {
    const [parcel, receipt] = await parallel([pack(item), charge(1200)])
    return [await ship(parcel), receipt]
  },
)
