import type { ChildInfo, RestInfo, RunDetail } from "@statewright/runtime"

import type { Paint } from "../screen/paint.ts"
import { printableId, printableLine } from "../screen/printable.ts"
import { table } from "../screen/table.ts"
import { momentText } from "../screen/time-text.ts"
import { statusText } from "./status-text.ts"
import { withinText } from "./within-text.ts"

/** So many waits are told beside the state, and so many runs that are waited for. */
const most = { beside: 3, runs: 20 }

/** The state in which a run rests, and what its branches wait for: `fork (money: event paid; goods: step pack)`. */
export const stateText = ({ state, rests }: Pick<RunDetail, "state" | "rests">): string | undefined => {
  const inside = rests.filter(({ within }) => within !== undefined)
  if (inside.length === 0) return state === undefined ? undefined : printableLine(state)
  const more = inside.length - most.beside
  const told = inside.slice(0, most.beside).map((rest) => `${placeText(rest)}: ${whatText(rest)}`)
  const all = [...told, ...(more > 0 ? [`and ${more} more`] : [])].join("; ")
  return state === undefined ? all : `${printableLine(state)} (${all})`
}

/** The runs that it waits for, and until when, one line each. */
export const runsAwaited = ({ rests, children }: RunDetail, paint: Paint): readonly string[] => {
  const awaited = rests.filter(({ kind }) => kind === "run")
  if (awaited.length === 0) return []
  const childOf = new Map(children.map((child) => [child.id, child]))
  const rows = awaited.slice(0, most.runs).map((rest) => runRow(rest, childOf.get(rest.name ?? ""), paint))
  const lines = table([], rows).split("\n").slice(1)
  return awaited.length <= most.runs
    ? lines
    : [...lines, paint.dim(`... and ${awaited.length - most.runs} more, which --json shows`)]
}

const runRow = ({ wait, name = "", dueAt, within }: RestInfo, child: ChildInfo | undefined, paint: Paint) => [
  printableId(name),
  printableLine(child?.workflow ?? "no longer kept"),
  child?.status === undefined ? "" : statusText(child.status, paint),
  within === undefined ? printableLine(wait) : `in ${withinText(within)}`,
  ...(dueAt === undefined ? [] : [`until ${momentText(dueAt)}`]),
]

/** The locks and barriers that it waits at, one line each. */
export const locksAwaited = ({ rests }: Pick<RunDetail, "rests">): readonly string[] =>
  rests
    .filter(({ kind }) => kind === "lock" || kind === "barrier")
    .map(
      (rest) =>
        `${printableLine(rest.wait)}  ${whatText(rest)}${rest.within === undefined ? "" : `, in ${placeText(rest)}`}`,
    )

const placeText = ({ within, wait }: RestInfo): string => withinText(within ?? wait)

const whatText = ({ kind, name, holder, wait, dueAt }: RestInfo): string => {
  const what =
    kind === "other" ? printableLine(wait) : [kind, ...(name === undefined ? [] : [printableLine(name)])].join(" ")
  const held = holder === undefined ? what : `${what}, held by run ${printableId(holder)}`
  return dueAt === undefined ? held : `${held} until ${momentText(dueAt)}`
}
