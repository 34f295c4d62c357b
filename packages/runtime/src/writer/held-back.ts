import { broadcast } from "@statewright/store"
import type { Notes } from "./notes.ts"
import type { Work } from "./work.ts"

/**
 * The work that waits for something, and what must not overtake it: what else moves the same run, and of events those to
 * the same run, or of the same name. All else goes on meanwhile.
 */
export interface HeldBack {
  /** What is known of work that was held back before. */
  readonly notesOf: (work: Work) => Notes | undefined
  /** The same of the work of an event. */
  readonly notesOfEvent: (seq: number | undefined) => Notes | undefined
  /** Whether it has to go behind what waits, where it stands from now on; else it may be prepared. */
  readonly goesBehind: (work: Work) => boolean
  /** Holds back work that was prepared in vain, and what concerns these runs too; where `until` is absent, to the end of the batch. */
  readonly hold: (
    work: Work,
    notes: Notes,
    more: { readonly runs: readonly string[]; readonly until?: Promise<unknown> },
  ) => void
  /** It need not come back. */
  readonly done: (work: Work) => void
  /** At the end of a batch: what may be tried now, in its order; it comes before what came later. */
  readonly next: () => readonly Work[]
  /** All of it, which is held back no more. */
  readonly all: () => readonly Work[]
  /** When the run is free for a work; `undefined` if it is. */
  readonly busy: (runId: string, work: Work) => Promise<void> | undefined
  /** Whether another work has to go before this one. */
  readonly isBehind: (work: Work) => boolean
  /** When a run that waits for events of these names may take one of this number: those before it are not held back any more. */
  readonly olderEvent: (
    seq: number,
    runId: string,
    names: () => Promise<ReadonlySet<string>>,
  ) => Promise<{ readonly until: Promise<void> } | undefined>
}

interface Lane {
  readonly by: Work
  readonly behind: Work[]
  readonly freed: PromiseWithResolvers<void>
}

/** So many events of a name are read ahead. */
const mostAhead = 200

/** Keeps what waits; `submit` hands it in again when that is over. */
export const makeHeldBack = (submit: (work: Work) => void): HeldBack => {
  const lanes = new Map<string, Lane>()
  const notes = new Map<Work, Notes>()
  const ofEvents = new Map<number | undefined, Notes>()
  let ended: Work[] = []
  let again: Work[] = []

  const laneBefore = (name: string | undefined, work: Work): Lane | undefined => {
    const lane = name === undefined ? undefined : lanes.get(name)
    return lane === undefined || lane.by === work ? undefined : lane
  }

  return {
    notesOf: (work) => notes.get(work),
    notesOfEvent: (seq) => ofEvents.get(seq),
    goesBehind: (work) => {
      const lane = laneBefore(laneOf(work), work)
      if (lane === undefined || (work.kind === "event" && lane.behind.length < mostAhead)) return false
      lane.behind.push(work)
      return true
    },
    hold: (work, known, { runs, until }) => {
      notes.set(work, known)
      if (work.kind === "event") ofEvents.set(work.seq, known)
      const own = laneOf(work)
      const before = laneBefore(own, work)
      if (before !== undefined) return void before.behind.push(work)
      for (const name of [...(own === undefined ? [] : [own]), ...runs.map(runLane)]) {
        if (!lanes.has(name)) lanes.set(name, { by: work, behind: [], freed: Promise.withResolvers() })
      }
      if (until === undefined) again.push(work)
      else void until.then(() => submit(work))
    },
    done: (work) => {
      if (!notes.delete(work)) return
      ended.push(work)
      if (work.kind === "event") ofEvents.delete(work.seq)
    },
    next: () => {
      const works = [...again]
      for (const [name, lane] of lanes) {
        if (!ended.includes(lane.by)) continue
        lanes.delete(name)
        lane.freed.resolve()
        works.push(...lane.behind)
      }
      again = []
      ended = []
      return works
    },
    all: () => {
      const works = new Set([...notes.keys(), ...[...lanes.values()].flatMap(({ behind }) => behind)])
      lanes.clear()
      notes.clear()
      ofEvents.clear()
      return [...works]
    },
    busy: (runId, work) => laneBefore(runLane(runId), work)?.freed.promise,
    isBehind: (work) => laneBefore(laneOf(work), work) !== undefined,
    olderEvent: async (seq, runId, names) => {
      let known: ReadonlySet<string> | undefined
      for (const { by, freed } of lanes.values()) {
        if (by.kind !== "event" || by.seq >= seq) continue
        if (by.to === runId) return { until: freed.promise }
        if (by.to === broadcast && (known ??= await names()).has(by.name)) return { until: freed.promise }
      }
      return undefined
    },
  }
}

const runLane = (runId: string): string => `run ${runId}`

const laneOf = (work: Work): string | undefined => {
  switch (work.kind) {
    case "event":
      return work.to === broadcast ? `events ${work.name}` : `events to ${work.to}`
    case "timer":
      return runLane(work.timer.runId)
    case "open-line":
    case "invalidate":
    case "renew":
    case "renewed":
    case "request":
      return undefined
    default:
      return runLane(work.runId)
  }
}
