import type { GroupCounts, GroupRule, GroupSpec, Losers } from "@statewright/model"
import type { Ended } from "./settled.ts"

/** A group of which nothing has begun; one without members is decided at once. */
export const noCounts = (spec: GroupSpec): GroupCounts =>
  decided(spec.rule, spec.total, { next: 0, open: 0, ok: 0, failed: 0, cancelled: 0 })

/** Its next member has begun. */
export const begun = <C extends GroupCounts>(before: C): C => ({
  ...before,
  next: before.next + 1,
  open: before.open + 1,
})

/** One that was at work has ended; the first verdict stands. */
export const note = <C extends GroupCounts>(
  rule: GroupRule,
  total: number,
  before: C,
  { at, how }: { readonly at: number; readonly how: Ended },
): C => {
  const after: C = { ...before, open: before.open - 1, [how]: before[how] + 1 }
  const first = how === "failed" && before.first === undefined ? { ...after, first: at } : after
  return before.verdict === undefined ? decided(rule, total, first, { at, how }) : first
}

const decided = <C extends GroupCounts>(
  rule: GroupRule,
  total: number,
  counts: C,
  last?: { readonly at: number; readonly how: Ended },
): C => {
  const verdict = verdictOf(rule, total, counts, last?.how)
  if (verdict === undefined) return counts
  return last === undefined ? { ...counts, verdict } : { ...counts, verdict, by: last.at }
}

const verdictOf = (
  rule: GroupRule,
  total: number,
  { ok, failed, cancelled }: GroupCounts,
  last: Ended | undefined,
): GroupCounts["verdict"] => {
  const isFull = ok + failed + cancelled === total
  switch (rule.kind) {
    case "all":
      if (cancelled > 0) return "cancelled"
      return isFull ? (failed > 0 ? "unmet" : "met") : undefined
    case "stop":
      if (cancelled > 0) return "cancelled"
      return failed > 0 ? "unmet" : isFull ? "met" : undefined
    case "settle":
      return isFull ? "met" : undefined
    case "count":
      if (ok >= rule.need) return "met"
      // Without a single failure it would be lost as well.
      if (cancelled > total - rule.need) return "cancelled"
      return failed + cancelled > total - rule.need ? "unmet" : undefined
    case "first":
      return last === undefined ? undefined : last === "ok" ? "met" : last === "failed" ? "unmet" : "cancelled"
    case "open":
      return undefined
  }
}

/** What becomes of those at work once it is decided; a cancellation takes all with it. */
export const fateOf = ({ losers }: GroupSpec, { verdict }: GroupCounts): Losers =>
  verdict === "cancelled" ? "cancel" : losers

/** Whether its next member may begin now. Losers that are awaited begin as if nothing were decided, unless it stops. */
export const mayBegin = (spec: GroupSpec, counts: GroupCounts): boolean => {
  const { next, open, verdict } = counts
  const isWanted = verdict === undefined || (spec.rule.kind !== "stop" && fateOf(spec, counts) === "await")
  return isWanted && next < spec.total && (spec.window === 0 || open < spec.window)
}

/** Whether it answers now: it is decided, and nobody is at work who is to be awaited. */
export const isOver = (spec: GroupSpec, counts: GroupCounts): boolean =>
  counts.verdict !== undefined && (fateOf(spec, counts) !== "await" || (counts.open === 0 && !mayBegin(spec, counts)))

/** Whether the error of the member that was noted between the two is what the group throws: it is kept until then. */
export const isThrown = (rule: GroupRule, before: GroupCounts, after: GroupCounts): boolean => {
  if (before.verdict !== undefined) return false
  if (after.verdict === "cancelled") return true
  return after.first !== before.first && throwsFirst(rule)
}

const throwsFirst = (rule: GroupRule): boolean => {
  switch (rule.kind) {
    case "all":
      return rule.throws === "first"
    case "stop":
    case "first":
      return true
    case "settle":
    case "count":
    case "open":
      return false
  }
}
