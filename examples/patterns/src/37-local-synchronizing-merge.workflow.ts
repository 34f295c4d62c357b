import { workflow } from "statewright"
import { z } from "zod"
import { charge, pack, review, ship, tell } from "./shop.ts"

const Order = z.object({ item: z.string(), fragile: z.boolean(), cents: z.number().int() })

/** How many branches to wait for is known from the choices on the way, whatever way that was. */
export const localSynchronizingMerge = workflow(
  "localSynchronizingMerge",
  { input: Order, output: z.array(z.string()) },
  async ({ item, fragile, cents }) => {
    const taken: Promise<string>[] = [tell(item)]
    if (fragile) {
      taken.push(pack(item))
      if (cents > 1000) taken.push(review("ann"))
    }
    if (cents > 0) taken.push(charge(cents))
    const ended = await Promise.all(taken)
    return [...ended, await ship(item)]
  },
)
