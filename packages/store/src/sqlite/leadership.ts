import { StaleEpoch } from "../errors/stale-epoch.ts"
import type { LeadAnswer, Leader, LeadRequest, Lease } from "../port/leadership.ts"
import type { LeaderLock } from "./leader-lock.ts"
import type { AsMethod } from "./method.ts"
import type { Prepare } from "./statement.ts"

/** What leadership is made of. */
export interface LeadershipParts {
  readonly prepare: Prepare
  readonly method: AsMethod
  /** Takes the lock file, or answers `undefined` when another process has it. */
  readonly takeLock: () => LeaderLock | undefined
  /** Whether a process has it; asking changes nothing. */
  readonly isLockHeld: () => boolean
}

/** Leads on the file, or says who does. */
export interface Leadership {
  lead(request: LeadRequest): LeadAnswer
  leader(): Leader | undefined
  release(): void
}

/**
 * The lock file says whether the leader lives; the epoch in the database says who may write.
 * They part only when a leader is frozen: then its lock cannot be had, and the epoch is taken without it.
 */
export const leadership = ({ prepare, method, takeLock, isLockHeld }: LeadershipParts): Leadership => {
  const { present, takeOver, markBeat, markLocked, vacate } = prepareAll(prepare)
  let mine: { lease: Lease; release: () => void } | undefined
  let seen: { epoch: number; beat: number; tick: number } | undefined

  const row = () => {
    const found = present.get({})
    if (found === undefined) throw new Error("the database has lost its leader row")
    return found
  }

  /** Judged by our own steady clock, so that a wall clock that jumps never takes a living leader's place. */
  const stoodStill = (
    { epoch, beat }: { epoch: number; beat: number },
    { tick, takeOverAfter = 30_000 }: LeadRequest,
  ): boolean => {
    if (seen?.epoch !== epoch || seen.beat !== beat) seen = { epoch, beat, tick }
    return tick - seen.tick >= takeOverAfter
  }

  const begin = (epoch: number, after: Lease["after"], firstLock: LeaderLock | undefined): Lease => {
    let lock = firstLock
    const release = (): void => {
      if (mine?.lease.epoch !== epoch) return
      mine = undefined
      try {
        vacate.run({ epoch })
      } finally {
        lock?.release()
      }
    }
    const lease: Lease = {
      epoch,
      after,
      beat: method((at: number) => {
        if (markBeat.run({ epoch, at }) === 0) {
          const { epoch: now } = row()
          release()
          throw new StaleEpoch(epoch, now)
        }
        if (lock !== undefined) return
        // The frozen leader may have died or given up since.
        lock = takeLock()
        if (lock !== undefined) markLocked.run({ epoch })
      }),
      release: async () => release(),
    }
    mine = { lease, release }
    return lease
  }

  return {
    lead: (request) => {
      const leader = row()
      if (mine?.lease.epoch === leader.epoch) return { status: "leader", lease: mine.lease }
      mine?.release()
      const held: LeadAnswer = { status: "held", by: { epoch: leader.epoch, pid: leader.pid, since: leader.since } }

      const lock = takeLock()
      try {
        const vacant = lock !== undefined && leader.locked === 1
        if (!stoodStill(leader, request) && !vacant) return held
        const epoch = leader.epoch + 1
        const locked = lock === undefined ? 0 : 1
        const taken = takeOver.run({ epoch, before: leader.epoch, pid: process.pid, at: request.at, locked }) === 1
        return taken
          ? { status: "leader", lease: begin(epoch, leader.pid === nobody ? "orderly" : "crash", lock) }
          : held
      } finally {
        if (mine === undefined) lock?.release()
      }
    },
    leader: () => {
      const { epoch, pid, since, locked } = row()
      if (mine?.lease.epoch === epoch) return { epoch, pid, since }
      // Whoever leads holds the lock, unless it took over from one that is frozen: that one holds it still.
      return pid === nobody || (locked === 1 && !isLockHeld()) ? undefined : { epoch, pid, since }
    },
    release: () => mine?.release(),
  }
}

/** Stands in place of a pid once a leader has let go in an orderly way, and in a new file. */
const nobody = 0

const prepareAll = (prepare: Prepare) => ({
  present: prepare("leadership/present", (q) =>
    q.selectFrom("leader").select(["epoch", "pid", "since", "beat", "locked"]),
  ),
  takeOver: prepare(
    "leadership/takeOver",
    (q, v: { epoch: number; before: number; pid: number; at: number; locked: number }) =>
      q
        .updateTable("leader")
        .set({ epoch: v.epoch, pid: v.pid, since: v.at, beat: 0, beat_at: v.at, locked: v.locked })
        .where("epoch", "=", v.before),
  ),
  markBeat: prepare("leadership/markBeat", (q, v: { epoch: number; at: number }, raw) =>
    q
      .updateTable("leader")
      .set({ beat: raw<number>`beat + 1`, beat_at: v.at })
      .where("epoch", "=", v.epoch),
  ),
  markLocked: prepare("leadership/markLocked", (q, v: { epoch: number }) =>
    q.updateTable("leader").set({ locked: 1 }).where("epoch", "=", v.epoch),
  ),
  /** Nobody can write with the old epoch any more, and the lock alone decides who is next. */
  vacate: prepare("leadership/vacate", (q, v: { epoch: number }, raw) =>
    q
      .updateTable("leader")
      .set({ epoch: raw<number>`epoch + 1`, pid: nobody, locked: 1 })
      .where("epoch", "=", v.epoch),
  ),
})
