import { describe } from "vitest"
import { breakerContract } from "./breaker-contract.ts"
import { cacheContract } from "./cache-contract.ts"
import { letterContract } from "./letter-contract.ts"
import { commitContract } from "./commit-contract.ts"
import { eventContract } from "./event-contract.ts"
import { forgettingContract } from "./forgetting-contract.ts"
import { frameContract } from "./frame-contract.ts"
import { inboxContract } from "./inbox-contract.ts"
import { leaderContract } from "./leader-contract.ts"
import { lineContract } from "./line-contract.ts"
import { linkContract } from "./link-contract.ts"
import { mutexContract } from "./mutex-contract.ts"
import { noticeContract } from "./notice-contract.ts"
import { payloadContract } from "./payload-contract.ts"
import { runContract } from "./run-contract.ts"
import { stepContract } from "./step-contract.ts"
import { strandContract } from "./strand-contract.ts"
import type { StoreHost } from "./store-host.ts"
import { tagContract } from "./tag-contract.ts"
import { timerContract } from "./timer-contract.ts"

export type { StoreHost, StoreOptions, StorePlace } from "./store-host.ts"

/**
 * The suite that every store must pass.
 *
 * @example
 * storeContract("SQLite", { place: async () => ({ open: (options) => openSqliteStore({ path, ...options }), dispose }) })
 */
export const storeContract = (name: string, host: StoreHost): void => {
  describe(`${name} as a store`, () => {
    commitContract(host)
    runContract(host)
    tagContract(host)
    lineContract(host)
    linkContract(host)
    strandContract(host)
    mutexContract(host)
    breakerContract(host)
    cacheContract(host)
    letterContract(host)
    frameContract(host)
    stepContract(host)
    inboxContract(host)
    eventContract(host)
    timerContract(host)
    forgettingContract(host)
    leaderContract(host)
    payloadContract(host)
    noticeContract(host)
  })
}
