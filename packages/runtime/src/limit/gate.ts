import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Latch from "effect/Latch"
import type { LimitRows, LineEntry, WaitKey } from "@statewright/store"
import { type Lane, laneText, type Limited } from "./lane.ts"
import { makeLine, type Waiter } from "./line.ts"
import { type Permit, permitOf } from "./permit.ts"
import { makeResources, type Needs } from "./resources.ts"

/** A call of a step, or a run, that stands in line. */
export interface Standing extends LineEntry {
  readonly runId: string
}

/** What lets calls and runs be at work, in their order, and no more than may be. */
export interface Gate {
  /** Whether a step may have to wait at all. */
  readonly limits: (step: Limited) => boolean
  /** A permit, if nobody has to be waited for. */
  readonly enter: (lane: Lane, limited: Limited, now: number) => Permit | undefined
  /**
   * Stands in line from now on; its turn comes only once `stored` says that this is stored. Whoever stands there already stays
   * where it is: who asks again only repeats it, and will not be stored. Answers what takes back this very join, and no other.
   */
  readonly join: (
    standing: Standing,
    needs: { readonly lane: Lane; readonly limited: Limited },
    now: number,
  ) => () => void
  readonly stored: (runId: string, wait: WaitKey) => void
  /** A place behind all others. */
  readonly place: () => number
  readonly has: (runId: string, wait: WaitKey) => boolean
  /** It has begun, and needs the line no more. */
  readonly begun: (runId: string, wait: WaitKey) => void
  /** Nobody asks for it any more. */
  readonly drop: (runId: string, wait: WaitKey) => void
  /** A run is at work with this. */
  readonly hold: (runId: string, permit: Permit) => void
  /** A run was at work when the last leader ended, and is still, however many there are. */
  readonly seize: (runId: string, lane: Lane, limited: Limited) => void
  /** A run has ended or rests: it holds nothing, and nothing of it stands in line. */
  readonly dropRun: (runId: string) => void
  /** What gives back something else that was taken for what was asked since. */
  readonly alsoUndo: (undo: () => void) => void
  /** Whether what was asked for since was stored: what was not is given back. */
  readonly settled: (isStored: boolean) => void
  /** What gives back all that is asked for from now on and not settled. */
  readonly mark: () => () => void
  /** Lets those go on for whom the time has come, until it is interrupted. */
  readonly run: Effect.Effect<never>
}

/** What a gate is made of. */
export interface GateOptions {
  /** How many attempts at steps may be at work at once. */
  readonly attempts?: number
  /** What the last leader left. */
  readonly rows: LimitRows
  readonly clock: Clock.Clock
  /** It is its turn. */
  readonly turn: (standing: Standing, permit: Permit) => void
}

interface Stander {
  readonly standing: Standing
  readonly waiter: Waiter
  isStored: boolean
  permit?: Permit
}

/** In ms: a clock that was moved is noticed within this time. */
const longestSleep = 60_000

/** Makes a gate for one leadership. */
export const makeGate = ({ attempts, rows, clock, turn }: GateOptions): Gate => {
  const line = makeLine()
  const resources = makeResources(attempts, { granted: rows.permits, isNeeded: line.isNeeded })
  const standers = new Map<string, Map<string, Stander>>()
  const held = new Map<string, Permit>()
  const nudged = Latch.makeUnsafe()
  let { lastPlace } = rows

  /** What gives back what was asked for since the last commit. */
  let undo: (() => void)[] = []

  const permitAt = (needs: Needs, at: number): Permit =>
    permitOf({
      needs: needs.needs,
      rates: resources.permits(needs, at),
      at,
      closed: () => {
        line.freed(needs.needs, clock.currentTimeMillisUnsafe())
        // Whoever waited for a slot may wait for the time now.
        if (standers.size > 0) nudged.openUnsafe()
      },
    })

  const go = (stander: Stander): void => {
    if (stander.isStored && stander.permit !== undefined) turn(stander.standing, stander.permit)
  }

  const find = (runId: string, wait: WaitKey): Stander | undefined => standers.get(runId)?.get(keyOf(wait))

  const forget = (runId: string, wait: WaitKey): Stander | undefined => {
    const ofRun = standers.get(runId)
    const found = ofRun?.get(keyOf(wait))
    ofRun?.delete(keyOf(wait))
    if (ofRun?.size === 0) standers.delete(runId)
    return found
  }

  const drop = (runId: string, wait: WaitKey): void => {
    const left = forget(runId, wait)
    if (left !== undefined) line.leave(left.waiter)
    left?.permit?.undo()
  }

  const round = Effect.gen(function* () {
    nudged.closeUnsafe()
    const now = yield* Clock.currentTimeMillis
    line.passed(now)
    const next = line.nextAt(now)
    yield* next === undefined
      ? nudged.await
      : Effect.raceFirst(Effect.sleep(Math.min(next - now, longestSleep)), nudged.await)
  })

  return {
    limits: ({ concurrency, rate }) => attempts !== undefined || concurrency !== undefined || rate !== undefined,
    enter: (lane, limited, now) => {
      const needs = resources.of(lane, limited)
      if (!line.enter(needs.needs, now)) return undefined
      const permit = permitAt(needs, now)
      undo.push(permit.undo)
      return permit
    },
    join: (standing, { lane, limited }, now) => {
      const { priority, place, runId } = standing
      if (find(runId, standing) !== undefined) return () => {}
      const needs = resources.of(lane, limited)
      const granted = (at: number): void => {
        stander.permit = permitAt(needs, at)
        go(stander)
      }
      const waiter: Waiter = { lane: laneText(lane), needs: needs.needs, priority, place, granted }
      const stander: Stander = { standing, waiter, isStored: false }
      standers.set(runId, (standers.get(runId) ?? new Map()).set(keyOf(standing), stander))
      const takeBack = (): void => {
        if (!stander.isStored && find(runId, standing) === stander) drop(runId, standing)
      }
      undo.push(takeBack)
      line.join(waiter, now)
      nudged.openUnsafe()
      return takeBack
    },
    stored: (runId, wait) => {
      const stander = find(runId, wait)
      if (stander === undefined || stander.isStored) return
      stander.isStored = true
      go(stander)
    },
    place: () => {
      lastPlace += 1
      return lastPlace
    },
    has: (runId, wait) => find(runId, wait) !== undefined,
    begun: (runId, wait) => void forget(runId, wait),
    drop,
    hold: (runId, permit) => void held.set(runId, permit),
    seize: (runId, lane, limited) => {
      const needs = resources.of(lane, limited)
      const now = clock.currentTimeMillisUnsafe()
      for (const need of needs.needs) need.take(now)
      held.set(runId, permitAt(needs, now))
    },
    dropRun: (runId) => {
      const left = standers.get(runId)
      standers.delete(runId)
      held.get(runId)?.release()
      held.delete(runId)
      // First nobody of it stands there: what is given back is for others.
      left?.forEach(({ waiter }) => line.leave(waiter))
      left?.forEach(({ permit }) => permit?.undo())
    },
    alsoUndo: (back) => void undo.push(back),
    settled: (isStored) => {
      const all = undo
      undo = []
      if (!isStored) for (const back of all) back()
    },
    mark: () => {
      const all = undo
      const { length } = all
      return () => {
        if (all === undo) for (const back of undo.splice(length)) back()
      }
    },
    run: Effect.forever(round),
  }
}

const keyOf = ({ frame, waitId }: WaitKey): string => `${frame}\n${waitId}`
