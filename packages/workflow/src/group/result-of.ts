import type { GroupCounts, GroupSpec, Outcome, Settled } from "@statewright/model"
import { joinFailed } from "./join-failed.ts"

/** What is known of the members of a group that is over. */
export interface Members {
  /** How they ended, place by place; a hole is one that was never begun, or was withdrawn. */
  readonly settled: readonly (Settled | undefined)[]
  /** The error for which `isThrown` held, if there was one. */
  readonly thrown?: unknown
}

/** What a group answers or throws, in the shape of its word; it must be over. */
export const resultOf = (spec: GroupSpec, counts: GroupCounts, { settled, thrown }: Members): Outcome => {
  switch (counts.verdict) {
    case "met":
      return { ok: true, value: spec.unused === true ? undefined : answerOf(spec, counts, settled) }
    case "unmet":
      return { ok: false, error: throwsJoinFailed(spec) ? failedJoin(spec, settled) : thrown }
    case "cancelled":
      return { ok: false, error: thrown }
    default:
      throw new Error("invariant: a group answers once it is decided")
  }
}

/** Whether a group that is over must know how each of its members ended, to answer or to throw. */
export const needsSettled = (spec: GroupSpec, { verdict }: GroupCounts): boolean =>
  verdict === "met" ? spec.unused !== true : verdict === "unmet" && throwsJoinFailed(spec)

const throwsJoinFailed = ({ rule }: GroupSpec): boolean =>
  rule.kind === "count" || (rule.kind === "all" && rule.throws === "every")

const failedJoin = ({ word, rule, total }: GroupSpec, settled: Members["settled"]): unknown => {
  const errors = settled.flatMap((each) => (each?.status === "rejected" ? [each.reason] : []))
  return joinFailed(word, errors, rule.kind === "count" ? rule.need : total, total)
}

const answerOf = (spec: GroupSpec, { by }: GroupCounts, settled: Members["settled"]): unknown => {
  const { word, rule, total, names } = spec
  const at = (index: number): Settled => settled[index] ?? { status: "cancelled" }
  switch (rule.kind) {
    case "all":
      if (word === "scope") return scopeEnd(at(0))
      if (word === "mutex") return valueOf(at(0))
      return shaped(names, total, (index) => valueOf(at(index)))
    case "stop":
      return shaped(names, total, (index) => valueOf(at(index)))
    case "first":
      return { name: names?.[by ?? 0], value: valueOf(at(by ?? 0)) }
    case "settle":
    case "count":
      return shaped(names, total, at)
    case "open":
      return shaped(undefined, settled.length, at)
  }
}

/** A record where members have names, else a list. */
const shaped = (names: GroupSpec["names"], total: number, at: (index: number) => unknown): unknown =>
  names === undefined
    ? Array.from({ length: total }, (_, index) => at(index))
    : Object.fromEntries(names.map((name, index) => [name, at(index)]))

const scopeEnd = (end: Settled): unknown =>
  end.status === "cancelled" ? end : { status: "completed", value: valueOf(end) }

const valueOf = (settled: Settled): unknown => (settled.status === "fulfilled" ? settled.value : undefined)
