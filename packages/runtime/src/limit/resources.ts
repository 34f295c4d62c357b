import type { LimitRows, RatePermit } from "@statewright/store"
import { type Lane, type Limited } from "./lane.ts"
import { rateWindow, type Resource, slots } from "./resource.ts"

/** What a lane needs. */
export interface Needs {
  readonly needs: readonly Resource[]
  readonly rates: readonly { readonly rate: string; readonly per: number }[]
}

/** All that is limited, by whom it limits. */
export interface Resources {
  readonly of: (lane: Lane, limited: Limited) => Needs
  /** The rate permits that are to be stored for what begins at `at`. */
  readonly permits: (needs: Needs, at: number) => readonly RatePermit[]
}

/** So many are kept before those that nobody uses are looked for. */
const many = 1000

/** Makes what is limited; `attempts` is how many of all steps may be at work, `isNeeded` whether somebody waits for it. */
export const makeResources = (
  attempts: number | undefined,
  { granted, isNeeded }: { readonly granted: LimitRows["permits"]; readonly isNeeded: (resource: Resource) => boolean },
): Resources => {
  const known = new Map<string, Resource>()
  const all = attempts === undefined ? [] : [slots(attempts)]
  const begun = new Map<string, number[]>()
  for (const { rate, at, permits } of granted) {
    begun.set(rate, [...(begun.get(rate) ?? []), ...Array.from({ length: permits }, () => at)])
  }
  let sweepAt = many

  const resource = (name: string, make: () => Resource): Resource => {
    const found = known.get(name) ?? make()
    known.set(name, found)
    return found
  }

  const sweep = (now: number): void => {
    if (known.size < sweepAt) return
    for (const [name, each] of known) if (each.isIdle(now) && !isNeeded(each)) known.delete(name)
    sweepAt = Math.max(many, known.size * 2)
  }

  return {
    of: (lane, { concurrency, rate }) => {
      const needs: Resource[] = lane.of === "step" ? [...all] : []
      if (concurrency !== undefined && lane.concurrency !== undefined) {
        const name = JSON.stringify(["slots", lane.of, lane.name, lane.concurrency])
        needs.push(resource(name, () => slots(concurrency.limit)))
      }
      if (rate === undefined || lane.rate === undefined) return { needs, rates: [] }
      const name = JSON.stringify([lane.of, lane.name, lane.rate])
      needs.push(resource(name, () => rateWindow(rate.limit, rate.per, begun.get(name))))
      return { needs, rates: [{ rate: name, per: rate.per }] }
    },
    permits: ({ rates }, at) => {
      sweep(at)
      return rates.map(({ rate, per }) => ({ rate, at, expiresAt: at + per }))
    },
  }
}
