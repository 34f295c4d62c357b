import { setImmediate } from "node:timers/promises"
import { openSqliteStore } from "@statewright/store"
import { Context } from "effect"
import { describe, expect, it } from "vitest"
import { OpenStore } from "../../src/index.ts"
import { breakerShop, down } from "./breaker-shop.ts"
import { until } from "./until.ts"
import { virtualTime } from "./virtual-time.ts"

/** A shop in whose database something happens while a further attempt is being stored. */
const shopWhere = async (meanwhile: () => Promise<unknown>, retry: object) => {
  const open: typeof openSqliteStore = async (options) => {
    const store = await openSqliteStore(options)
    return {
      ...store,
      commit: async (epoch, batch) => {
        const results = await store.commit(epoch, batch)
        if (batch.some(({ steps = [] }) => steps.some(({ kind }) => kind === "claim"))) {
          void meanwhile()
          for (let turn = 0; turn < 5; turn++) await setImmediate()
        }
        return results
      },
    }
  }
  const time = virtualTime()
  const services = Context.merge(time.services, Context.make(OpenStore, open))
  return breakerShop({ time: { ...time, services }, step: { retry: { strategy: "fixed", maxAttempts: 9, ...retry } } })
}

describe("a call that a breaker turns away at the moment at which its run is cancelled", () => {
  it.each([
    ["and that would have failed", { initialDelay: "1 second" }, 1],
    ["and that would have waited", { initialDelay: "1 second", on: ["CircuitOpen"] }, 0],
  ] as const)("F05.4 is cancelled with it, %s: there was no attempt", async (_, retry, failed) => {
    let cancel = async (): Promise<unknown> => undefined
    const shop = await shopWhere(() => cancel(), retry)
    await using engine = shop.engine
    if (failed === 0) await engine.breakers.open("work")
    const run = await shop.start(3)
    if (failed === 1) {
      await until(() => shop.atWork().includes(3))
      shop.finish(3, down)
      await until(async () => (await run.info()).steps[0]?.status === "retrying")
      await engine.breakers.open("work")
    }
    cancel = () => run.cancel({ force: true })
    await shop.pass("2 minutes")
    expect(await run.outcome()).toMatchObject({ status: "cancelled" })
    await until(() => !shop.atWork().includes(3))
    const { steps } = await run.info()
    expect(steps).toMatchObject([{ status: "cancelled" }])
    expect(steps[0]?.failures).toHaveLength(failed)
  })
})
