import type { LockWrite, MutexRow, WaitKey } from "@statewright/store"

/** Who has the locks that all runs share, and who waits for them: in memory what stands in rows. */
export interface Locks {
  /** What a transition has done to locks is stored. */
  readonly stored: (runId: string, writes: readonly LockWrite[]) => void
  /** A run has ended, and asks for nothing any more. */
  readonly dropRun: (runId: string) => void
  /** A run rests: what it was told and could not take goes to others. */
  readonly rested: (runId: string) => void
  /** A run goes on that rested when it could have had a lock. */
  readonly resumed: (runId: string) => void
  /** The locks that a run waits for, and who has each. */
  readonly asksOf: (runId: string) => readonly LockAsk[]
  /** Whether a run waits for a lock, or has one that another waits for. */
  readonly isKnotted: (runId: string) => boolean
  /** Those that wait for a lock. */
  readonly asking: () => readonly string[]
  /** Whether a wait asks for a lock, or has one. */
  readonly has: (runId: string, wait: WaitKey) => boolean
  /** Gives each lock that is free to the first that waits for it. */
  readonly begin: () => void
}

/** A wait for a lock, and the run that has it. */
export interface LockAsk extends WaitKey {
  readonly key: string
  /** Absent where it is free, or about to be given. */
  readonly holder: string | undefined
}

/** One that waits for a lock, or has it. */
interface Claimant extends WaitKey {
  readonly runId: string
  readonly key: string
  granted: boolean
  /** It is told that the lock is its own; nothing of that is stored yet. */
  offered: boolean
  /** It could not be told, for its run rests: others go first. */
  rests: boolean
}

/** Told once the lock may be its own; `gone` if it could not be told. */
type Offer = (claimant: WaitKey & { readonly runId: string; readonly gone: () => void }) => void

/** Makes the locks that the rows say. */
export const makeLocks = (rows: readonly MutexRow[], offer: Offer): Locks => {
  const lines = new Map<string, Claimant[]>()
  const byRun = new Map<string, Claimant[]>()

  const join = (claimant: Claimant): void => {
    lines.set(claimant.key, [...(lines.get(claimant.key) ?? []), claimant])
    byRun.set(claimant.runId, [...(byRun.get(claimant.runId) ?? []), claimant])
  }

  const leave = (claimant: Claimant): void => {
    drop(lines, claimant.key, claimant)
    drop(byRun, claimant.runId, claimant)
  }

  /** It cannot be told now. */
  const pass = (claimant: Claimant): void => {
    if (claimant.granted) return
    claimant.offered = false
    claimant.rests = true
    advance(claimant.key)
  }

  const advance = (key: string): void => {
    const line = lines.get(key) ?? []
    if (line.some(({ granted, offered }) => granted || offered)) return
    const next = line.find(({ rests }) => !rests)
    if (next === undefined) return
    next.offered = true
    const { runId, frame, waitId } = next
    offer({ runId, frame, waitId, gone: () => pass(next) })
  }

  const find = (runId: string, { frame, waitId }: WaitKey): Claimant | undefined =>
    byRun.get(runId)?.find((each) => each.frame === frame && each.waitId === waitId)

  const holderOf = (key: string): string | undefined => lines.get(key)?.find(({ granted }) => granted)?.runId

  for (const { runId, frame, waitId, key, granted } of rows) {
    join({ runId, frame, waitId, key, granted, offered: false, rests: false })
  }

  return {
    stored: (runId, writes) => {
      for (const write of writes) {
        const { frame, waitId } = write
        if (write.kind === "ask") {
          join({ runId, frame, waitId, key: write.key, granted: false, offered: false, rests: false })
          advance(write.key)
          continue
        }
        const claimant = find(runId, write)
        if (claimant === undefined) continue
        if (write.kind === "grant") {
          claimant.granted = true
          claimant.offered = false
        } else {
          leave(claimant)
          advance(claimant.key)
        }
      }
    },
    dropRun: (runId) => {
      for (const claimant of byRun.get(runId) ?? []) {
        leave(claimant)
        advance(claimant.key)
      }
    },
    rested: (runId) => {
      for (const claimant of byRun.get(runId) ?? []) if (claimant.offered) pass(claimant)
    },
    resumed: (runId) => {
      for (const claimant of byRun.get(runId) ?? []) {
        claimant.rests = false
        advance(claimant.key)
      }
    },
    asksOf: (runId) =>
      (byRun.get(runId) ?? [])
        .filter(({ granted }) => !granted)
        .map(({ frame, waitId, key }) => ({ frame, waitId, key, holder: holderOf(key) })),
    isKnotted: (runId) =>
      byRun.get(runId)?.some(({ key, granted }) => !granted || (lines.get(key)?.length ?? 0) > 1) ?? false,
    asking: () => [...byRun].flatMap(([runId, claims]) => (claims.some(({ granted }) => !granted) ? [runId] : [])),
    has: (runId, wait) => find(runId, wait) !== undefined,
    begin: () => {
      for (const key of lines.keys()) advance(key)
    },
  }
}

const drop = (lists: Map<string, Claimant[]>, name: string, claimant: Claimant): void => {
  const left = (lists.get(name) ?? []).filter((each) => each !== claimant)
  if (left.length > 0) lists.set(name, left)
  else lists.delete(name)
}
