import type { GroupRule, GroupSpec, GroupWord, Join, Losers } from "@statewright/model"
import { type Duration, durationMillis } from "../duration/duration.ts"
import { checkBegun, checkGroup, checkJoin } from "./check-group.ts"

/** What is to be known of the members of a group before they begin. */
export interface GroupMembers {
  /** How many; 0 for a pool. */
  readonly total: number
  /** Their names, in order, if they have names. */
  readonly names?: readonly string[]
  /** Whether some of them are at work already. */
  readonly begun?: boolean
  /** Whether nobody uses what the group answers. */
  readonly unused?: boolean
}

/** All that may be said of a group, of whatever word. */
interface Said {
  readonly join?: Join
  readonly losers?: Losers
  readonly mode?: "sequential" | "parallel"
  readonly onError?: "stop" | "continue" | "collect"
  readonly maxParallelism?: number
  readonly branchTimeout?: Duration
  readonly iterationTimeout?: Duration
  readonly instanceTimeout?: Duration
}

/** Results of up to so many members stay in the frame. */
const mostInFrame = 64

/** How many iterations are at work at once where nothing is said. */
const defaultWindow = 100

/**
 * What a group is, from what its author wrote; throws `InvalidOption` or `InvalidDuration` when that cannot be.
 *
 * @example
 * specOf("fork", { join: "majority" }, { total: 3, names: ["a", "b", "c"] }).rule // { kind: "count", need: 2 }
 */
export const specOf = (
  word: GroupWord,
  options: object = {},
  { total, names, begun = false, unused = false }: GroupMembers,
): GroupSpec => {
  checkGroup(word, options)
  const said = options as Said // looked at above
  const rule = ruleOf(word, said, total)
  checkJoin(word, rule.kind === "count" ? rule.need : undefined, total)
  checkBegun(word, said.maxParallelism, begun)
  const timeout = said.branchTimeout ?? said.iterationTimeout ?? said.instanceTimeout
  const window = windowOf(word, said)
  return {
    word,
    rule,
    losers: said.losers ?? "cancel",
    window: window === Infinity ? 0 : window,
    total,
    ...(names !== undefined && { names }),
    ...(unused && { unused }),
    ...(timeout !== undefined && { memberTimeout: durationMillis(timeout) }),
    results: word === "pool" || total <= mostInFrame ? "frame" : unused ? "none" : "rows",
  }
}

const windowOf = (word: GroupWord, { mode, maxParallelism }: Said): number =>
  word === "forEach" ? (mode === "parallel" ? (maxParallelism ?? defaultWindow) : 1) : (maxParallelism ?? Infinity)

const ruleOf = (word: GroupWord, { join, onError }: Said, total: number): GroupRule => {
  const need = needOf(join, total)
  if (need !== undefined) return { kind: "count", need }
  switch (word) {
    case "parallel":
    case "fork":
    case "scope":
    case "mutex":
      return { kind: "all", throws: "first" }
    case "race":
      return join === undefined ? { kind: "first" } : { kind: "all", throws: "first" }
    case "forEach":
      return onError === "continue"
        ? { kind: "settle" }
        : onError === "collect"
          ? { kind: "all", throws: "every" }
          : { kind: "stop" }
    case "pool":
      return { kind: "open" }
  }
}

const needOf = (join: Join | undefined, total: number): number | undefined => {
  switch (join) {
    case undefined:
    case "all":
      return undefined
    case "any":
      return 1
    case "majority":
      return Math.floor(total / 2) + 1
    default:
      return join.atLeast
  }
}
