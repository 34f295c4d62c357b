import type { BreakerRow } from "@statewright/store"
import { anything, checkOptions, durationMillis, type OptionKinds } from "@statewright/workflow"
import type { BreakerInfo, Breakers, OpenBreakerOptions, ReadBreakers } from "../client/breaker-info.ts"
import { BreakerNotFound } from "../error/breaker-not-found.ts"
import type { BreakerRequest } from "../policy/breaker/breaker-request.ts"
import { circuitOfRow, rowOfCircuit } from "../policy/breaker/breaker-rows.ts"
import { freshCircuit } from "../policy/breaker/circuit.ts"
import { type KnownBreakers, readSettings } from "../policy/breaker/known-breakers.ts"
import { rateOf } from "../policy/breaker/rate-window.ts"
import { askLeader } from "./ask-leader.ts"
import type { Requesting } from "./requesting.ts"

/** What reading breakers needs. */
export interface ReadingBreakers extends Pick<Requesting, "store" | "now"> {
  /** Those of the steps that are here: they may not be stored yet. */
  readonly known?: KnownBreakers
}

/** The circuit breakers of the store of an engine. */
export const breakersOf = (requesting: Requesting & ReadingBreakers): Breakers => ({
  ...readBreakers(requesting),
  open: async (key, options = {}) => {
    checkOptions("breakers.open", options, openOptionKinds)
    const { for: length } = options
    const until = length === undefined ? undefined : requesting.now() + durationMillis(length)
    await operateBreaker(requesting, { action: "open", key, ...(until !== undefined && { until }) })
  },
  close: (key) => operateBreaker(requesting, { action: "close", key }),
  reset: (key) => operateBreaker(requesting, { action: "reset", key }),
})

const openOptionKinds: OptionKinds<OpenBreakerOptions> = { for: anything }

/** Reads circuit breakers from a store. */
export const readBreakers = (reading: ReadingBreakers): ReadBreakers => {
  const list = async (): Promise<readonly BreakerInfo[]> => {
    const now = reading.now()
    return (await rowsOf(reading)).map((row) => infoOf(row, now))
  }
  return {
    list,
    get: async (key) => {
      const found = (await list()).find((breaker) => breaker.key === key)
      if (found === undefined) throw new BreakerNotFound(key)
      return found
    },
  }
}

const rowsOf = async ({ store, now, known }: ReadingBreakers): Promise<readonly BreakerRow[]> => {
  const rows = await store.breakers()
  const stored = new Set(rows.map(({ key }) => key))
  const fresh = [...(known ?? [])].filter(([key]) => !stored.has(key))
  return [...rows, ...fresh.map(([key, { circuit }]) => rowOfCircuit(key, freshCircuit, circuit, now()))].toSorted(
    (one, other) => (one.key < other.key ? -1 : 1),
  )
}

/** Asks whoever leads to change a breaker, now or later. Rejects with `BreakerNotFound`, `InboxFull`. */
const operateBreaker = async (requesting: Requesting & ReadingBreakers, request: BreakerRequest): Promise<void> => {
  const { key } = request
  if (!(await rowsOf(requesting)).some((row) => row.key === key)) throw new BreakerNotFound(key)
  await askLeader(requesting, "breaker", request)
}

const infoOf = (row: BreakerRow, now: number): BreakerInfo => {
  const circuit = circuitOfRow(row)
  const { rate, ...settings } = readSettings(row.settings)
  const recent = circuit.buckets.filter(({ at }) => rate !== undefined && at > now - rate.window)
  return {
    key: row.key,
    state: circuit.state,
    forced: circuit.isForced,
    ...(circuit.state === "open" && circuit.until !== null && { retryAt: circuit.until }),
    openings: circuit.openings,
    failures: circuit.streak,
    ...(rate !== undefined && { recent: rateOf(recent) }),
    settings: {
      ...settings,
      ...(rate !== undefined && {
        failureRateThreshold: rate.threshold,
        window: rate.window,
        minimumCalls: rate.minimumCalls,
      }),
    },
    updatedAt: row.updatedAt,
  }
}
