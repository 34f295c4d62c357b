import type { Observation, StoredRun } from "../history/history.ts"
import type { Told } from "../log/told-log.ts"
import type { Invariant } from "./invariant.ts"

/** Nothing that was acknowledged is lost, and nothing is there that nobody asked for. */
export const told: Invariant = {
  name: "I1 what a caller was told is stored, once",
  judge: ({ told, observations, end }) => [
    // Whoever asks again after a loss must not hide it.
    ...observations.flatMap(({ runs, accepted, told: until }) => {
      const stored = new Set([...accepted, ...runs.map(({ row }) => row.id)])
      return told
        .slice(0, until)
        .filter((each) => isOfRun(each) && !each.kind.startsWith("asked") && !stored.has(each.run))
        .map(({ kind, run }) => `A caller was told that run ${run} has ${kind}; then it was not there.`)
    }),
    ...[...Map.groupBy(told.filter(isOfRun), ({ run }) => run)].flatMap(([id, answers]) =>
      broken(
        id,
        new Set(answers.map(({ kind }) => kind)),
        end.runs.filter(({ row }) => row.id === id),
      ),
    ),
    ...end.runs
      .filter(
        ({ row, link }) =>
          link === undefined &&
          row.replays === null &&
          !told.some(({ kind, run }) => kind === "asked to start" && run === row.id),
      )
      .map(({ row }) => `Nobody asked for run ${row.id}.`),
    ...end.runs.filter(({ link }) => link === undefined).flatMap((run) => cancelsBroken(run, told)),
    ...[...observations, end].flatMap((seen) => eventsBroken(seen, told.slice(0, seen.told))),
  ],
}

const eventIdOf = (rowId: string): string => rowId.replace(/^(?:sent|refused:[^:]*):/, "")

/** What an operator was told of dead letters is judged with them. */
const ofOthers: ReadonlySet<Told["kind"]> = new Set([
  "sent",
  "asked to send",
  "replaying",
  "resuming",
  "asked to discard",
])

const isOfRun = ({ kind }: Told): boolean => !ofOthers.has(kind)

/** What was sent to all and was settled is kept for a day, what was sent to a run as long as the run. */
const eventsBroken = ({ events }: Observation, answers: readonly Told[]): string[] => {
  const stored = Map.groupBy(events, ({ id }) => eventIdOf(id))
  const asked = new Set(answers.filter(({ kind }) => kind === "asked to send").map(({ run }) => run))
  return [
    ...answers
      .filter(({ kind, run }) => kind === "sent" && !stored.has(run))
      .map(({ run }) => `Event ${run}, which its sender was told of, is not stored.`),
    ...[...stored].flatMap(([id, rows]) => {
      const kept = rows.filter(({ refusal }) => refusal === null).length
      if (!asked.has(id)) return [`Nobody sent event ${id}.`]
      return kept > 1 ? [`Event ${id} is stored ${kept} times.`] : []
    }),
  ]
}

const broken = (id: string, answers: ReadonlySet<Told["kind"]>, stored: readonly StoredRun[]): string[] => {
  const [run] = stored
  const starts = stored.flatMap(({ transitions, inbox }) => [
    ...transitions.filter(({ movedBy }) => movedBy?.kind === "start"),
    ...inbox.filter(({ kind }) => kind === "start"),
  ])
  const isAcknowledged = [...answers].some((kind) => !kind.startsWith("asked"))
  if (stored.length > 1 || starts.length > 1) return [`Run ${id} is stored more than once.`]
  if (isAcknowledged && (stored.length === 0 || starts.length === 0)) {
    return [`Run ${id}, which a caller was told of, is not stored.`]
  }
  // A run that failed may go on, once somebody has asked for that.
  const isReopened = run?.transitions.some(({ movedBy }) => movedBy?.kind === "reopen") === true
  return (["completed", "failed", "cancelled"] as const)
    .filter((end) => end !== "failed" || !isReopened)
    .filter((end) => answers.has(end) && run?.row.status !== end)
    .map((end) => `A caller was told that run ${id} has ${end}; it is ${run?.row.status}.`)
}

const cancelsBroken = ({ row, inbox }: StoredRun, answers: readonly Told[]): string[] => {
  const count = (kind: Told["kind"]): number =>
    answers.filter((each) => each.kind === kind && each.run === row.id).length
  const stored = inbox.filter(({ kind }) => kind === "cancel").length
  const [told, most] = [count("cancelling"), count("asked to cancel")]
  // Whoever asks again may be told that it is being cancelled already.
  return stored >= Math.min(told, 1) && stored <= most
    ? []
    : [`Run ${row.id} was to be cancelled ${most} times, ${told} were acknowledged, and ${stored} are stored.`]
}
