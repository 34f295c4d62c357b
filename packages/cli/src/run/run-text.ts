import type {
  BranchInfo,
  ParentInfo,
  PendingCancel,
  ReceivedInfo,
  RunDetail,
  StepInfo,
  WaitInfo,
} from "@statewright/runtime"

import { errorLine, payloadLine, payloadText } from "../payload/payload-text.ts"
import type { Paint } from "../screen/paint.ts"
import { printableId, printableLine } from "../screen/printable.ts"
import { table } from "../screen/table.ts"
import { lengthText, momentText } from "../screen/time-text.ts"
import { branchLines } from "./branch-text.ts"
import { tagsText } from "./tags-text.ts"
import { queueText } from "./queue-text.ts"
import { statusText } from "./status-text.ts"
import { locksAwaited, runsAwaited, stateText } from "./rests-text.ts"
import { groupLines } from "./strand-text.ts"
import { forestText } from "./tree-text.ts"
import type { StoredRun } from "./stored-run.ts"
import { type Scale, type Span, timeline, timelineKey } from "./timeline.ts"
import { stepNotes } from "./step-notes.ts"
import { withinText } from "./within-text.ts"

/** A stretch of a run's steps, with the branches that were taken before each of them. */
export interface StepPage {
  /** The number of steps before it. */
  readonly from: number
  readonly steps: readonly StepInfo[]
  readonly spans: readonly Span[]
  /** By how many steps had started before them; behind the last step only where no more follow. */
  readonly branches: ReadonlyMap<number, readonly BranchInfo[]>
}

interface Look {
  readonly page: StepPage
  readonly now: number
  readonly paint: Paint
}

/** A run for a person. */
export const runText = (run: StoredRun, look: Look): string => {
  const { detail } = run
  const { paint } = look
  const runs = runsAwaited(detail, paint)
  const locks = locksAwaited(detail)
  return [
    factsText(run, look),
    titled("Input", detail.input === undefined ? "none" : payloadText(detail.input), paint),
    ...("output" in detail ? [titled("Output", payloadText(detail.output), paint)] : []),
    ...("error" in detail ? [titled("Error", payloadText(detail.error), paint)] : []),
    ...(detail.waits.length === 0 ? [] : [titled("Waits for events", detail.waits.map(waitText).join("\n"), paint)]),
    ...(runs.length === 0 ? [] : [titled("Waits for runs", runs.join("\n"), paint)]),
    ...(locks.length === 0 ? [] : [titled("Waits for locks", locks.join("\n"), paint)]),
    ...(detail.events.length === 0
      ? []
      : [titled("Events received", detail.events.map(receivedText).join("\n"), paint)]),
    ...(detail.groups.length === 0
      ? []
      : [titled("Side by side", groupLines(detail.groups, look.now, paint).join("\n"), paint)]),
    ...(detail.children.length === 0 ? [] : [titled("Runs that it started", childrenText(detail, look), paint)]),
    ...(detail.steps.length + detail.branches.length === 0 ? [] : [stepsText(run, look)]),
  ].join("\n\n")
}

const factsText = ({ detail, begun, timers, led, cancel }: StoredRun, { paint, now }: Look): string => {
  const { id, workflow, version, status, tenant, tags, replays, queued, createdAt, endedAt, parkedReason, parent } =
    detail
  const state = stateText(detail)
  const facts: (readonly [string, string])[] = [
    [
      "workflow",
      begun
        ? `${printableLine(workflow)} ${paint.dim(`(version ${printableLine(version)})`)}`
        : printableLine(workflow),
    ],
    ...(tenant === undefined ? [] : [["tenant", printableLine(tenant)] as const]),
    ...(Object.keys(tags).length === 0 ? [] : [["tags", tagsText(tags)] as const]),
    ...(replays === undefined ? [] : [["mends", `dead letter ${replays}`] as const]),
    ...(parent === undefined ? [] : [["comes from", parentText(parent)] as const]),
    ...(begun
      ? [
          ["started", momentText(createdAt)] as const,
          endedAt === undefined
            ? (["runs for", lengthText(now - createdAt)] as const)
            : (["took", lengthText(endedAt - createdAt)] as const),
        ]
      : [["accepted", `${momentText(createdAt)}, ${lengthText(now - createdAt)} ago; it has not begun`] as const]),
    ...ledText(led, begun),
    ...(cancel === undefined ? [] : [["cancel", cancelText(cancel)] as const]),
    ...(queued === undefined ? [] : [["queued", queueText(queued)] as const]),
    ...(state === undefined ? [] : [["rests in", state] as const]),
    ...timers
      .filter(({ kind }) => kind === "sleep" || kind === "retry" || kind === "cleanup")
      .map(
        ({ kind, waitId, dueAt }) =>
          [kind === "sleep" ? "sleeps" : kind, `until ${momentText(dueAt)} (${printableLine(waitId)})`] as const,
      ),
    ...(parkedReason === undefined ? [] : [["parked", printableLine(parkedReason)] as const]),
  ]
  const width = Math.max(8, ...facts.map(([name]) => name.length))
  return [
    `${paint.bold(`Run ${printableId(id)}`)}  ${statusText(status, paint)}`,
    ...facts.map(([name, fact]) => `  ${name.padEnd(width)}  ${fact}`),
  ].join("\n")
}

const ledText = (led: StoredRun["led"], begun: boolean): readonly (readonly [string, string])[] => {
  if (led === undefined) return []
  if ("again" in led) {
    const goesOn = begun ? "goes on" : "begins"
    return [["led by", `nobody now: it ${goesOn} when your app starts its engine, or with: ${led.again}`]]
  }
  return begun ? [] : [["led by", `process ${led.pid}, which takes it up if it has this workflow`]]
}

const cancelText = ({ askedAt, force, reason }: PendingCancel): string => {
  const why = reason === undefined ? "" : `: ${printableLine(reason)}`
  return `asked for ${momentText(askedAt)}${force ? ", by force" : ""}, and not carried out yet${why}`
}

const parentText = ({ id, kind, wait, gone }: ParentInfo): string =>
  `${printableId(id)}${gone === true ? " (no longer kept)" : ""}, as ${kind}${wait === undefined ? "" : ` of ${printableLine(wait)}`}`

/** Its own; what came from them is told by `--tree`. */
const childrenText = ({ children, root }: RunDetail, { now, paint }: Look): string =>
  forestText(
    children.map((child) => ({ ...child, children: [] })),
    { shown: root, now, paint },
  )

const stepsText = ({ detail }: StoredRun, { page, now, paint }: Look): string => {
  const { from, steps, spans, branches } = page
  const to = detail.endedAt ?? Math.max(now, detail.updatedAt)
  const scale: Scale = { from: detail.createdAt, to, width: 32 }
  const isInBranches = steps.some(({ within }) => within !== undefined)
  const rows = steps.map((step, at) => stepRow(step, spans[at], { scale, isInBranches }, paint))
  const head = ["STEP", ...(isInBranches ? ["IN"] : []), "STATUS", "AFTER", "TOOK", "TIMELINE"]
  const lines = table(head, rows).split("\n")
  const shown =
    steps.length === detail.steps.length
      ? `${steps.length}`
      : `${from + 1} to ${from + steps.length} of ${detail.steps.length}`
  const taken = (before: number): readonly string[] => branchLines(branches.get(before) ?? [], paint)
  const body = [
    lines[0] ?? "",
    ...steps.flatMap((step, at) => [...taken(from + at), lines[at + 1] ?? "", ...stepNotes(step, now, paint)]),
    ...taken(from + steps.length),
  ]
  return titled(`Steps (${shown})`, [...body, paint.dim(timelineKey)].join("\n"), paint)
}

interface Columns {
  readonly scale: Scale
  readonly isInBranches: boolean
}

const stepRow = (
  step: StepInfo,
  span: Span | undefined,
  { scale, isInBranches }: Columns,
  paint: Paint,
): readonly string[] => [
  printableLine(step.wait),
  ...(isInBranches ? [step.within === undefined ? "" : withinText(step.within)] : []),
  statusText(step.status, paint),
  lengthText(step.startedAt - scale.from),
  step.endedAt === undefined ? "" : lengthText(step.endedAt - step.startedAt),
  span === undefined ? "" : timeline(span, scale),
]

const waitText = ({ wait, event, since, fresh, dueAt, trouble }: WaitInfo): string => {
  const until = dueAt === undefined ? "" : `, until ${momentText(dueAt)}`
  const why = trouble === undefined ? "" : `: ${errorLine(trouble)}`
  return `${printableLine(wait)}  ${printableLine(event)}, ${fresh ? "sent " : ""}since ${momentText(since)}${until}${why}`
}

const receivedText = ({ wait, id, name, payload, sentAt, receivedAt }: ReceivedInfo): string => {
  const times = `sent ${momentText(sentAt)}, received ${momentText(receivedAt)}`
  const text = payload === undefined ? "" : `\n  ${payloadLine(payload)}`
  return `${printableLine(wait)}  ${printableLine(name)} (${printableId(id)}), ${times}${text}`
}

const titled = (title: string, text: string, paint: Paint): string =>
  [paint.bold(title), ...text.split("\n").map((line) => `  ${line}`.trimEnd())].join("\n")
