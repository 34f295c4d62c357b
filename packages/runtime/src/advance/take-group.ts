import type { Activation, GroupWaiting, Outcome, Settled, StrandEnded, WaitId } from "@statewright/model"
import { endedAs, fateOf, isOver, isThrown, lost, needsSettled, note, resultOf, settledOf } from "@statewright/workflow"
import { beginMembers } from "../machine/begin-members.ts"
import { groupLocals } from "../machine/group-locals.ts"
import { openWait } from "../machine/open-wait.ts"
import { struckBy } from "./cancelled-of.ts"
import { withdraw } from "./cut.ts"
import { endGroup } from "./end-group.ts"
import type { Moving } from "./moving.ts"
import { proceedPool } from "./pool.ts"
import { rowOf } from "./row-of.ts"
import { openMembers } from "./strand-tree.ts"
import type { GroupTurn } from "./turns.ts"

/** A group takes its turn. */
export const takeGroup = (moving: Moving, turn: GroupTurn): void => {
  const { activation } = turn
  if (activation.waiting?.kind !== "group") return
  switch (turn.kind) {
    case "group":
      return proceed(moving, activation, activation.waiting)
    case "member":
      return takeMember(moving, activation, activation.waiting, turn.wait)
    case "collected":
      return takeResults(moving, activation, activation.waiting, turn.wait)
  }
}

/** A member has ended: it is counted, and another begins, or the group is decided. */
const takeMember = (moving: Moving, group: Activation, waiting: GroupWaiting, wait: WaitId): void => {
  const outcome = takeOutcome(moving, wait)
  // A group that was decided meanwhile has withdrawn it.
  if (outcome === undefined) return
  const { spec, results, stopped } = groupLocals(group)
  const { item } = rowOf(wait)
  const ended = endedAs(outcome)
  // What was asked for has happened.
  const how = stopped === true && ended === "cancelled" ? "ok" : ended
  const counts = note(spec.rule, spec.total, waiting, { at: item, how })
  const isKept = results !== undefined && (spec.unused !== true || how !== "ok")
  if (isKept) keepResult(moving, results, item, settledOf(outcome))
  if (!outcome.ok && isThrown(spec.rule, waiting, counts)) group.locals["thrown"] = { error: outcome.error }
  const isStored = spec.results === "rows" || how === "failed"
  moving.commands.push({
    kind: "strand-ended",
    ...rowOf(wait),
    wait,
    status: statusOf[ended],
    ...(isStored && { outcome }),
  })
  group.waiting = counts
  moving.writes.activations.add(group.number)
  proceed(moving, group, counts)
}

const statusOf = { ok: "completed", failed: "failed", cancelled: "cancelled" } as const satisfies Readonly<
  Record<ReturnType<typeof endedAs>, StrandEnded["status"]>
>

/** Begins what may begin now, or ends the group if it is over. */
export const proceed = (moving: Moving, group: Activation, { struck, open }: GroupWaiting): void => {
  if (struck !== undefined) {
    if (open === 0) endGroup(moving, group, struckBy(moving.frame, struck))
    return
  }
  const { spec: given, lock, holds, asks } = groupLocals(group)
  if (given.word === "pool") return proceedPool(moving, group)
  // It stands in line.
  if (lock !== undefined && holds !== true && (asks === undefined || moving.frame.waits.has(asks))) return
  for (const begun of beginMembers(moving, group).toReversed()) moving.calls.push({ kind: "procedure", ...begun })
  const { waiting } = group
  const { spec } = groupLocals(group)
  if (waiting?.kind !== "group" || !isOver(spec, waiting)) return
  dismiss(moving, group, waiting)
  finish(moving, group, waiting)
}

/** What becomes of those that are at work when their group is over. */
const dismiss = (moving: Moving, group: Activation, waiting: GroupWaiting): void => {
  const { frame, writes, commands } = moving
  const { spec, results } = groupLocals(group)
  const losers = waiting.open === 0 ? [] : openMembers(frame, group.number)
  if (losers.length === 0) return
  if (fateOf(spec, waiting) !== "detach") {
    return withdraw(moving, losers, lost)
  }
  for (const wait of losers) {
    frame.waits.delete(wait)
    writes.waits.add(wait)
    const row = rowOf(wait)
    commands.push({ kind: "detach-run", wait }, { kind: "strand-ended", ...row, wait, status: "detached" })
    if (results !== undefined) keepResult(moving, results, row.item, { status: "detached" })
  }
}

/** It ends with what its members came to, once that is at hand. */
const finish = (moving: Moving, group: Activation, waiting: GroupWaiting): void => {
  const { spec, results } = groupLocals(group)
  if (results === undefined && needsSettled(spec, waiting)) {
    const { wait } = openWait(moving, `${group.settles ?? ""}/results`)
    group.waiting = { ...waiting, collecting: wait }
    moving.commands.push({ kind: "collect", group: group.settles ?? "", wait })
    return
  }
  const settled: (Settled | undefined)[] = []
  for (const [at, result] of results ?? []) settled[at] = result
  end(moving, group, waiting, settled)
}

const takeResults = (moving: Moving, group: Activation, waiting: GroupWaiting, wait: WaitId): void => {
  const outcome = takeOutcome(moving, wait)
  if (outcome === undefined) return
  if (!outcome.ok) return endGroup(moving, group, outcome)
  const { collecting: _, ...counts } = waiting
  if (groupLocals(group).lock !== undefined) {
    group.waiting = counts
    moving.writes.activations.add(group.number)
    return proceed(moving, group, counts)
  }
  end(moving, group, waiting, outcome.value as readonly Settled[]) // what `collect` asks for
}

const end = (
  moving: Moving,
  group: Activation,
  waiting: GroupWaiting,
  settled: readonly (Settled | undefined)[],
): void => {
  const { spec, thrown } = groupLocals(group)
  const { error } = thrown ?? {}
  endGroup(moving, group, resultOf(spec, waiting, { settled, thrown: error }))
}

const takeOutcome = ({ frame, writes }: Moving, wait: WaitId): Outcome | undefined => {
  const outcome = frame.waits.get(wait)
  frame.waits.delete(wait)
  writes.waits.add(wait)
  return outcome
}

const keepResult = (
  { writes }: Moving,
  results: NonNullable<ReturnType<typeof groupLocals>["results"]>,
  at: number,
  settled: Settled,
): void => {
  results.push([at, settled])
  writes.grown.set(results, "results")
}
