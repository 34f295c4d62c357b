import type { LinkRow, Store, WaitKey } from "@statewright/store"
import { type MutexDeadlock, mutexDeadlock, type WaitingRun } from "@statewright/workflow"
import type { LiveRuns } from "../writer/live-runs.ts"
import type { LockAsk, Locks } from "./locks.ts"

/** A wait of the run for a lock that can never be free, and what it may be told. */
export interface KnottedAsk extends WaitKey {
  readonly error: MutexDeadlock
}

/** Runs that wait for each other for ever. */
export type Knot =
  /** Those of its waits that lead back to it, the last first: one of them is to be told. */
  | { readonly asks: readonly KnottedAsk[] }
  /** It is for another one to be told. */
  | { readonly asks?: undefined; readonly other: string }

/** What finding one needs. */
export interface FindingKnots {
  readonly store: Store
  readonly runs: Pick<LiveRuns, "peek">
  readonly locks: Pick<Locks, "asksOf">
}

/** A run waits for another one: for a lock that it holds, or for its end. */
interface Edge {
  readonly wait: WaitingRun
  readonly ask?: LockAsk
}

/**
 * Looks whether a run waits for ever: whatever could move it, or those that it waits for, is a lock that one of them holds, or
 * the end of one of them. Reads no frame: all else that moves a run has rows.
 */
export const findKnot = async (finding: FindingKnots, runId: string): Promise<Knot | undefined> => {
  const edges = new Map<string, readonly Edge[]>()
  const left = [runId]
  for (let id = left.pop(); id !== undefined; id = left.pop()) {
    if (edges.has(id)) continue
    const own = await edgesOf(finding, id)
    if (own === undefined || edges.size === mostRuns) return undefined
    edges.set(id, own)
    left.push(...own.map(({ wait }) => wait.for))
  }
  for (const id of edges.keys()) if (await hasNews(finding, id)) return undefined
  const asks = (edges.get(runId) ?? []).flatMap((edge) => {
    const circle = edge.ask === undefined ? undefined : circleOver(edges, edge)
    if (edge.ask === undefined || circle === undefined) return []
    const error = mutexDeadlock(
      edge.ask.key,
      circle.map(({ wait }) => wait),
    )
    return [{ ...edge.ask, error }]
  })
  if (asks.length > 0) return { asks: asks.toReversed() }
  const asking = circleFrom(edges, runId).find(({ ask }) => ask !== undefined)
  return asking === undefined ? undefined : { other: asking.wait.run }
}

/** More are not looked through: so many in a row have something at work among them. */
const mostRuns = 1_000
const mostChildren = 100

/** What a run waits for; `undefined` where something else can move it, or may soon. */
const edgesOf = async ({ store, runs, locks }: FindingKnots, run: string): Promise<readonly Edge[] | undefined> => {
  const row = await store.run(run)
  const live = runs.peek(run)
  if (row?.status !== "running") return undefined
  // In this batch it was moved, or rests.
  if (live !== undefined && (live.rests === true || live.rev !== row.rev)) return undefined
  if ((await store.openSteps(run)).length > 0) return undefined
  if ((await store.timers(run)).length > 0 || (await store.waits(run)).length > 0) return undefined
  const asks = locks.asksOf(run)
  const held = asks.flatMap((ask): Edge[] =>
    ask.holder === undefined ? [] : [{ wait: { run, for: ask.holder, key: ask.key }, ask }],
  )
  if (held.length < asks.length) return undefined
  const links = await store.linksOf(run, { limit: mostChildren })
  if (links.length === mostChildren) return undefined
  const edges = [...held, ...links.filter(isAwaited).map((link): Edge => ({ wait: { run, for: link.runId } }))]
  return edges.length === 0 ? undefined : edges
}

/** Whether a run is about to be told that it is cancelled, or that a child has ended. */
const hasNews = async ({ store }: FindingKnots, run: string): Promise<boolean> =>
  (await store.inbox(run)).some(
    ({ kind, processedRev }) => processedRev === null && (kind === "cancel" || kind === "child"),
  )

const isAwaited = ({ kind, ended }: LinkRow): boolean => kind === "child" && !ended

/** A circle that begins with a wait, and leads back to who waits. */
const circleOver = (edges: ReadonlyMap<string, readonly Edge[]>, first: Edge): readonly Edge[] | undefined => {
  const passed = new Set<string>()
  const back = (path: readonly Edge[], at: string): readonly Edge[] | undefined => {
    if (at === first.wait.run) return path
    if (passed.has(at)) return undefined
    passed.add(at)
    for (const edge of edges.get(at) ?? []) {
      const found = back([...path, edge], edge.wait.for)
      if (found !== undefined) return found
    }
    return undefined
  }
  return back([first], first.wait.for)
}

/** A circle that a run leads to. */
const circleFrom = (edges: ReadonlyMap<string, readonly Edge[]>, start: string): readonly Edge[] => {
  const path: Edge[] = []
  for (let at = start; ;) {
    const from = path.findIndex(({ wait }) => wait.run === at)
    if (from >= 0) return path.slice(from)
    const [edge] = edges.get(at) ?? []
    if (edge === undefined) return []
    path.push(edge)
    at = edge.wait.for
  }
}
