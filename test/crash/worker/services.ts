import { LeaseTimes, OpenStore } from "@statewright/runtime"
import { openSqliteStore } from "@statewright/store"
import { Context, References } from "effect"
import { noteLead } from "../log/lead-log.ts"
import { withEchoes } from "./echoes.ts"
import type { WorkerOrders } from "./orders.ts"
import { say } from "./say.ts"

/** An engine's services in a worker: who takes the lead is noted before it does anything, and may lose it soon. */
export const workerServices = ({ leads, takeOverAfter, echoes }: WorkerOrders): Context.Context<never> => {
  const open: typeof openSqliteStore = async (options) => {
    const opened = await openSqliteStore(options)
    const store = echoes === undefined ? opened : withEchoes(opened, echoes)
    let known = 0
    return {
      ...store,
      lead: async (request) => {
        const answer = await store.lead(request)
        if (answer.status === "leader" && answer.lease.epoch !== known) {
          known = answer.lease.epoch
          noteLead(leads, known)
          say("leads")
        }
        return answer
      },
    }
  }
  const services = Context.merge(Context.make(OpenStore, open), Context.make(References.MinimumLogLevel, "Error"))
  if (takeOverAfter === undefined) return services
  return Context.merge(services, Context.make(LeaseTimes, { beatEvery: takeOverAfter / 4, takeOverAfter }))
}
