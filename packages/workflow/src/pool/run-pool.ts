import type { Cancellation, GroupSpec, Outcome, Settled } from "@statewright/model"
import { late, lost } from "../cancelled/cut-off.ts"
import { branchTimedOut } from "../group/branch-timed-out.ts"
import { inTime } from "../group/in-time.ts"
import type { Work } from "../group/join-options.ts"
import { settledOf } from "../group/settled.ts"
import { cleanUp } from "../region/clean-up.ts"
import { type Cancellable, cancellable } from "../region/cancellable.ts"
import { currentRegion, cut, inRegion, owed, type Region, regionWithin } from "../region/region.ts"
import { itself, stand, standsIn } from "../region/standing.ts"
import { poolClosed } from "./pool-closed.ts"
import { type UntilOptions, untilLosers } from "./until-options.ts"

type Done = readonly Settled[]

/** A pool at work, natively. */
export interface RunningPool {
  readonly add: (work: Work) => void
  readonly until: (isMet?: (done: Done) => boolean, options?: UntilOptions) => Promise<Done>
  readonly complete: () => Promise<Done>
  readonly cancel: (reason?: string) => Promise<void>
}

/** Who waits for the pool to be decided. */
interface Waiter extends Cancellable<Done> {
  readonly isMet: ((done: Done) => boolean) | undefined
  readonly losers: "cancel" | "await"
  readonly leave: () => void
}

interface Instance {
  readonly region: Region
  work: Promise<unknown>
  readonly stopTimer?: () => void
}

/** Runs a pool natively. */
export const runPool = (spec: GroupSpec): RunningPool => {
  const around = currentRegion()
  const queue: { readonly at: number; readonly work: Work }[] = []
  const atWork = new Map<number, Instance>()
  const settled: (Settled | undefined)[] = []
  const done: Settled[] = []
  const waiters = new Set<Waiter>()
  let total = 0
  let isClosed = false
  /** Set when it was decided and the rest is awaited. */
  let isDraining = false

  const answer = (): Done => Array.from({ length: total }, (_, at) => settled[at] ?? { status: "cancelled" })

  const goOn = (): void => {
    while (queue.length > 0 && (spec.window === 0 || atWork.size < spec.window)) {
      const next = queue.shift()
      if (next !== undefined) begin(next.at, next.work)
    }
  }

  const begin = (at: number, work: Work): void => {
    const region = regionWithin(around)
    const stopTimer = spec.memberTimeout === undefined ? undefined : inTime(spec.memberTimeout, () => expire(at))
    const instance: Instance = { region, work: Promise.resolve(), ...(stopTimer && { stopTimer }) }
    atWork.set(at, instance)
    instance.work = inRegion(region, async () => work())
    instance.work.then(
      (value) => ended(at, { ok: true, value }),
      (error: unknown) => ended(at, { ok: false, error }),
    )
  }

  const ended = (at: number, outcome: Outcome): void => {
    const instance = atWork.get(at)
    if (instance === undefined) return
    atWork.delete(at)
    instance.stopTimer?.()
    const end = settledOf(outcome)
    settled[at] = end
    done.push(end)
    goOn()
    for (const waiter of waiters) look(waiter)
  }

  const expire = (at: number): void => {
    const instance = atWork.get(at)
    if (instance === undefined) return
    leave(instance, late)
    ended(at, { ok: false, error: branchTimedOut(spec, at) })
  }

  const leave = ({ region, work }: Instance, why: Cancellation): void => {
    cut(region, why)
    void cleanUp(around, region, work)
  }

  const look = (waiter: Waiter): void => {
    const isEmpty = atWork.size === 0 && queue.length === 0
    try {
      if (!isEmpty && (isDraining || waiter.isMet?.([...done]) !== true)) return
    } catch (error) {
      waiter.leave()
      waiter.reject(error)
      return
    }
    if (isEmpty || waiter.losers !== "await") close(lost)
    else [isClosed, isDraining] = [true, true]
  }

  const close = (why: Cancellation): void => {
    isClosed = true
    around?.groups.delete(strike)
    queue.length = 0
    for (const [at, instance] of atWork) {
      atWork.delete(at)
      instance.stopTimer?.()
      leave(instance, why)
    }
    for (const waiter of waiters) {
      waiter.leave()
      waiter.resolve(answer())
    }
  }

  /** Whether all that is at work waits for other code. */
  const isStuck = (): boolean => [...atWork.values()].every(({ region }) => standsIn(region))

  const strike = (why: Cancellation): void => close(why)
  around?.groups.add(strike)
  return {
    add: (work) => {
      if (isClosed) throw poolClosed("add")
      queue.push({ at: total++, work })
      goOn()
    },
    until: (isMet, options) => {
      const losers = untilLosers(options)
      if (isClosed) return Promise.reject(poolClosed("until"))
      const told = owed()
      if (told !== undefined) return told
      const moveOn = stand(() => (isStuck() ? itself : undefined))
      const leave = (): void => {
        moveOn()
        waiters.delete(waiter)
      }
      const waiter: Waiter = { ...cancellable<Done>(leave), isMet, losers, leave }
      waiters.add(waiter)
      look(waiter)
      return waiter.promise
    },
    complete: () => {
      if (isClosed) return Promise.reject(poolClosed("complete"))
      close(lost)
      return Promise.resolve(answer())
    },
    cancel: (reason) => {
      close(reason === undefined ? {} : { reason })
      return Promise.resolve()
    },
  }
}
