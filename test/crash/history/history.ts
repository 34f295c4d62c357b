import { readRuns } from "@statewright/runtime"
import type { RunDetail } from "@statewright/runtime"
import { openSqliteStore } from "@statewright/store"
import type {
  AttemptRow,
  EventRow,
  FrameRow,
  InboxRow,
  LetterSummary,
  LinkRow,
  MutexRow,
  NoticeRow,
  ReceivedRow,
  RunRow,
  StepRow,
  Store,
  StrandRow,
  TimerRow,
  TransitionRow,
  WaitRow,
} from "@statewright/store"
import type { Ended } from "../../acceptance/ended.ts"
import { readEffects } from "../log/effect-log.ts"
import type { Effect } from "../log/effect-log.ts"
import { readLeads } from "../log/lead-log.ts"
import type { Lead } from "../log/lead-log.ts"
import { readTold } from "../log/told-log.ts"
import type { Told } from "../log/told-log.ts"
import { onCopy } from "../site/site.ts"
import type { Site } from "../site/site.ts"

/** All that is stored of one run. */
export interface StoredRun {
  readonly row: RunRow
  readonly detail: RunDetail
  readonly steps: readonly StepRow[]
  readonly attempts: readonly AttemptRow[]
  readonly timers: readonly TimerRow[]
  readonly frame: FrameRow | undefined
  readonly transitions: readonly TransitionRow[]
  readonly inbox: readonly InboxRow[]
  /** Its open waits for events. */
  readonly waits: readonly WaitRow[]
  /** The events that it took. */
  readonly received: readonly ReceivedRow[]
  /** How it came from another run; absent if it did not. */
  readonly link: LinkRow | undefined
  /** The runs that came from it. */
  readonly links: readonly LinkRow[]
  /** The members of its groups. */
  readonly strands: readonly StrandRow[]
  /** The locks that it has or waits for. */
  readonly locks: readonly MutexRow[]
}

/** What stood in the database at a moment at which nobody wrote. */
export interface Observation {
  readonly runs: readonly StoredRun[]
  /** Runs whose start stands in the inbox, and nobody has taken it yet. */
  readonly accepted: readonly string[]
  /** Runs in whose inbox a request to end stands, taken or not. */
  readonly cancels: readonly string[]
  readonly letters: readonly LetterSummary[]
  /** What breakers did, in order. */
  readonly breakers: readonly NoticeRow[]
  /** Requests to invalidate cached answers, taken or not. */
  readonly invalidations: readonly InboxRow[]
  /** All events that were sent. */
  readonly events: readonly EventRow[]
  /** In ms since 1970. */
  readonly at: number
  /** How many effects the world had seen by then. */
  readonly effects: number
  /** How much callers had asked for and been told by then. */
  readonly told: number
  /** What SQLite says is wrong with the file. */
  readonly damage: readonly string[]
}

/** What happened at a site, from the first start to the last end: what the checker judges. */
export interface History {
  readonly effects: readonly Effect[]
  readonly told: readonly Told[]
  readonly leads: readonly Lead[]
  /** In between, in order. */
  readonly observations: readonly Observation[]
  readonly end: Observation
  /** How runs must end that no chance decides: as the workflow does as the plain function. */
  readonly expected: ReadonlyMap<string, Ended>
}

/** What a dead process left. */
export const observe = (site: Site): Promise<Observation> =>
  onCopy(site, async (database) => {
    const effects = readEffects(site.effects).length
    const told = readTold(site.told).length
    const store = await openSqliteStore({ path: database })
    try {
      const pending = await store.pendingInbox({ limit: 10_000 })
      const { events } = await store.events({ limit: 10_000 })
      const accepted = pending.filter(({ kind }) => kind === "start").map(({ runId }) => runId)
      const runs = await storedRuns(store)
      const asked = [...pending, ...runs.flatMap(({ inbox }) => inbox)]
      return {
        runs,
        accepted,
        cancels: asked.filter(({ kind }) => kind === "cancel").map(({ runId }) => runId),
        letters: await store.letters({ limit: 10_000 }),
        breakers: (await store.notices({ kind: "breaker", limit: 10_000 })).toReversed(),
        invalidations: (await store.inbox("")).filter(({ kind }) => kind === "cache"),
        events,
        at: Date.now(),
        effects,
        told,
        damage: await store.check(),
      }
    } finally {
      await store.close()
    }
  })

/** The history of a site at which nobody works any more. */
export const historyOf = async (
  site: Site,
  { observations = [], expected = new Map() }: Partial<Pick<History, "observations" | "expected">>,
): Promise<History> => ({
  observations,
  expected,
  effects: readEffects(site.effects),
  told: readTold(site.told),
  leads: readLeads(site.leads),
  end: await observe(site),
})

const storedRuns = async (store: Store): Promise<StoredRun[]> => {
  const runs: StoredRun[] = []
  let cursor: string | undefined
  do {
    const page = await store.runs({ limit: 500, ...(cursor !== undefined && { cursor }) })
    for (const { id } of page.runs) runs.push(await storedRun(store, id))
    cursor = page.next
  } while (cursor !== undefined)
  return runs
}

const storedRun = async (store: Store, id: string): Promise<StoredRun> => {
  const row = await store.run(id)
  if (row === undefined) throw new Error(`Run ${id} is listed, and cannot be read.`)
  return {
    row,
    detail: await readRuns(store).get(id),
    steps: await store.steps(id),
    attempts: await store.attempts(id),
    timers: await store.timers(id),
    frame: await store.frame(id),
    transitions: await store.transitions(id),
    inbox: await store.inbox(id),
    waits: await store.waits(id),
    received: await store.received(id),
    link: await store.link(id),
    links: await store.linksOf(id, { limit: 1_000 }),
    strands: await store.strands(id),
    locks: await store.mutexesOf(id),
  }
}
