import type { Cancellation, GroupCounts, GroupSpec, Outcome, Settled } from "@statewright/model"
import { cutOff, late, lost } from "../cancelled/cut-off.ts"
import { cleanUp } from "../region/clean-up.ts"
import { cutBy, cutPromise } from "../region/cancellable.ts"
import { currentRegion, cut, type Cut, inRegion, isDead, owed, type Region, regionWithin } from "../region/region.ts"
import { branchTimedOut } from "./branch-timed-out.ts"
import { inTime } from "./in-time.ts"
import type { Branch } from "./join-options.ts"
import { resultOf } from "./result-of.ts"
import { endedAs, settledOf } from "./settled.ts"
import { begun, fateOf, isOver, isThrown, mayBegin, noCounts, note } from "./tally.ts"

/** A member at work. */
interface Member {
  readonly region: Region
  readonly cut: Cut
  isStopped?: true
  work: Promise<unknown>
  readonly stopTimer?: () => void
}

/**
 * Runs a group natively: over promises, as a frame runs it over waits. `branchAt` is given what cuts that member on behalf
 * of its author, so that it counts as kept; under `holds`, its members work under a lock.
 */
export const runGroup = (
  spec: GroupSpec,
  branchAt: (at: number, stop: Cut) => Branch,
  holds?: string,
): Promise<unknown> => {
  const told = owed()
  if (told !== undefined) return told
  const { promise, resolve, reject } = Promise.withResolvers<unknown>()
  const around = currentRegion()
  const members = new Map<number, Member>()
  const settled: (Settled | undefined)[] = []
  let thrown: unknown
  let counts: GroupCounts = noCounts(spec)
  let struck: Cancellation | undefined

  const goOn = (): void => {
    const goesOn = (): boolean => struck === undefined && mayBegin(spec, counts)
    while (goesOn()) {
      counts = begun(counts)
      begin(counts.next - 1)
    }
    if (struck !== undefined) {
      if (counts.open === 0) end({ ok: false, error: cutOff(struck) })
    } else if (isOver(spec, counts)) {
      part()
      end(resultOf(spec, counts, { settled, thrown }))
    }
  }

  const begin = (at: number): void => {
    const region = regionWithin(around, holds)
    const stopTimer = spec.memberTimeout === undefined ? undefined : inTime(spec.memberTimeout, () => expire(at))
    const branch = branchAt(at, (why) => stop(at, why))
    const cutIt: Cut = (why) => {
      if (typeof branch === "function") cut(region, why)
      // Nobody can tell a promise of another making.
      else if (!cutPromise(branch, why)) ended(at, { ok: false, error: cutOff(why) })
    }
    const member: Member = { region, work: nothing, cut: cutIt, ...(stopTimer && { stopTimer }) }
    // It may be cut by its own code before that first waits.
    members.set(at, member)
    member.work = typeof branch === "function" ? inRegion(region, () => begunWork(branch)) : branch
    member.work.then(
      (value) => ended(at, { ok: true, value }),
      (error: unknown) => ended(at, { ok: false, error }),
    )
  }

  const ended = (at: number, outcome: Outcome): void => {
    const member = members.get(at)
    if (member === undefined) return
    members.delete(at)
    member.stopTimer?.()
    count(at, outcome, member.isStopped)
  }

  const count = (at: number, outcome: Outcome, isStopped = false): void => {
    const before = counts
    const how = endedAs(outcome)
    counts = note(spec.rule, spec.total, before, { at, how: isStopped && how === "cancelled" ? "ok" : how })
    if (spec.unused !== true || !outcome.ok) settled[at] = settledOf(outcome)
    if (!outcome.ok && isThrown(spec.rule, before, counts)) thrown = outcome.error
    goOn()
  }

  const expire = (at: number): void => {
    const member = members.get(at)
    if (member === undefined || struck !== undefined) return
    members.delete(at)
    leave(member, late)
    count(at, { ok: false, error: branchTimedOut(spec, at) })
  }

  /** Those at work go their own way. */
  const part = (): void => {
    const fate = fateOf(spec, counts)
    for (const [at, member] of members) {
      members.delete(at)
      member.stopTimer?.()
      if (fate === "detach") settled[at] = { status: "detached" }
      else leave(member, lost)
    }
  }

  const leave = (member: Member, why: Cancellation): void => {
    member.work.catch(() => {})
    member.cut(why)
    void cleanUp(around, member.region, member.work)
  }

  const end = (outcome: Outcome): void => {
    around?.groups.delete(strike)
    if (isDead(around)) return
    if (outcome.ok) resolve(outcome.value)
    else reject(outcome.error)
  }

  /** What it works in is cut: no more begin, and it ends when those at work have cleaned up. */
  const strike = (why: Cancellation): void => {
    if (struck !== undefined) return
    struck = why
    promise.catch(() => {})
    for (const member of members.values()) {
      member.stopTimer?.()
      member.cut(why)
    }
  }

  const stop = (at: number, why: Cancellation): void => {
    const member = members.get(at)
    if (member === undefined) return
    member.isStopped = true
    member.stopTimer?.()
    member.cut(why)
    // Its own code may do this before that first waits.
    const work = member.work === nothing ? nothing.then(() => member.work) : member.work
    void cleanUp(around, member.region, work).then(() => ended(at, { ok: false, error: cutOff(why) }))
  }

  around?.groups.add(strike)
  cutBy(promise, strike)
  goOn()
  return promise
}

const nothing = Promise.resolve()

/** A function that throws before it answers a promise has failed, too. */
const begunWork = (work: () => Promise<unknown>): Promise<unknown> => {
  try {
    return Promise.resolve(work())
  } catch (error) {
    return Promise.reject(error)
  }
}
