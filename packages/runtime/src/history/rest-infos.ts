import { isStatewrightError, memberOf } from "@statewright/model"
import type { Activation, Frame, WaitId } from "@statewright/model"
import type { FrameRow, MutexRow, StepRow, TimerRow, WaitRow } from "@statewright/store"
import type { ChildInfo } from "../client/relatives.ts"
import type { RestInfo } from "../client/rest-info.ts"
import { groupLocals } from "../machine/group-locals.ts"
import { restoreFrame } from "../snapshot/restore.ts"

/** The frame of a run, for one who only looks: none where it cannot be read, which is told by what is parked over it. */
export const shownFrame = (runId: string, row: FrameRow | undefined): Frame | undefined => {
  if (row === undefined) return undefined
  try {
    return restoreFrame(runId, row.snapshot, row.deltas).frame
  } catch (error) {
    if (isStatewrightError(error)) return undefined
    throw error
  }
}

/** What is stored of the open waits of a run. */
export interface OpenRows {
  readonly steps: readonly StepRow[]
  readonly waits: readonly WaitRow[]
  readonly timers: readonly TimerRow[]
  readonly mutexes: readonly MutexRow[]
  /** Who holds the locks that it waits for. */
  readonly holders: readonly Pick<MutexRow, "key" | "runId">[]
  readonly children: readonly ChildInfo[]
}

/** What a run waits for, and each of its branches, in the order in which they began to. */
export const restInfos = (frame: Frame, rows: OpenRows): readonly RestInfo[] => {
  const askers = askersIn(frame)
  const facts = factsOf(frame, rows)
  const timers = new Map(rows.timers.map(({ waitId, dueAt }) => [waitId, dueAt]))
  const settled = new Set([...frame.activations.values()].map(({ settles }) => settles))
  return [...frame.waits].flatMap(([wait, outcome]) => {
    // A group that waits for a lock stands in its line itself.
    if (outcome !== undefined || (settled.has(wait) && facts.get(wait)?.kind !== "lock")) return []
    const within = memberOf(wait) === undefined ? strandOf(frame, askers.get(wait)) : wait
    const dueAt = timers.get(wait)
    return [
      {
        ...(facts.get(wait) ?? { kind: dueAt === undefined ? "other" : "sleep" }),
        wait,
        ...(within !== undefined && { within }),
        ...(dueAt !== undefined && { dueAt }),
      },
    ]
  })
}

const askersIn = ({ activations }: Frame): ReadonlyMap<WaitId, Activation> => {
  const askers = new Map<WaitId, Activation>()
  for (const activation of activations.values()) {
    for (const wait of askedBy(activation)) askers.set(wait, activation)
  }
  return askers
}

const askedBy = (activation: Activation): readonly WaitId[] => {
  const { waiting } = activation
  if (waiting?.kind === "one") return [waiting.id]
  if (waiting?.kind === "join") return waiting.ids
  if (waiting?.kind !== "group") return []
  const { asks } = groupLocals(activation)
  return asks === undefined ? [] : [asks]
}

const strandOf = ({ activations }: Frame, asker: Activation | undefined): WaitId | undefined =>
  asker?.strand === undefined ? undefined : activations.get(asker.strand)?.settles

const factsOf = ({ activations }: Frame, { steps, waits, mutexes, holders, children }: OpenRows) => {
  const facts = new Map<WaitId, Pick<RestInfo, "kind" | "name" | "holder">>()
  for (const { waitId, name, endedAt } of steps) if (endedAt === null) facts.set(waitId, { kind: "step", name })
  for (const { waitId, name } of waits) facts.set(waitId, { kind: "event", name })
  const holderOf = new Map(holders.map(({ key, runId }) => [key, runId]))
  for (const { waitId, key, granted } of mutexes) {
    const holder = holderOf.get(key)
    if (!granted) facts.set(waitId, { kind: "lock", name: key, ...(holder !== undefined && { holder }) })
  }
  for (const { wait, kind, id } of children) {
    if (kind === "child" && wait !== undefined) facts.set(wait, { kind: "run", name: id })
  }
  for (const { waiting } of activations.values()) {
    if (waiting?.kind === "lock") for (const wait of waiting.line) facts.set(wait, { kind: "lock", name: waiting.key })
    if (waiting?.kind !== "barrier") continue
    const { came, size } = waiting
    for (const [wait] of came) facts.set(wait, { kind: "barrier", name: `${came.length} of ${size}` })
  }
  return facts
}
