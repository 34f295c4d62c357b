import type { StoredRun } from "../history/history.ts"
import type { Replay } from "../history/replay.ts"
import type { Invariant } from "./invariant.ts"

/** At every moment the tables tell one story. */
export const tables: Invariant = {
  name: "I7 run, snapshot, steps, timers and transitions agree, and the file is sound",
  judge: ({ observations, end, replayOf }) =>
    [...observations, end].flatMap(({ runs, damage }) => [
      ...damage,
      ...runs.flatMap((run) => disagreements(run, replayOf(run)).map((what) => `Run ${run.row.id}: ${what}.`)),
    ]),
}

const disagreements = (run: StoredRun, { frame, begun }: Replay): readonly string[] => {
  const { row, steps, timers, transitions } = run
  // What a run heard of before it went on where it had failed may come again.
  const reopened = transitions.findLastIndex(({ movedBy }) => movedBy?.kind === "reopen")
  const since = transitions.slice(reopened + 1)
  const heard = new Set(since.map(({ movedBy }) => (movedBy?.kind === "step" ? movedBy.waitId : "")))
  const isOpen = row.endedAt === null
  return [
    // What nobody waits for any more ends unheard; that a run still waits for what has ended shows below.
    ...steps
      .filter(({ waitId, status }) => !isEnd(status) && heard.has(waitId))
      .map(({ waitId, status }) => `step ${waitId} is ${status}, and the run heard of it`),
    ...(isOpen === (run.frame !== undefined)
      ? []
      : [`it is ${row.status}, and its frame is ${isOpen ? "lost" : "there"}`]),
    ...(frame === undefined || frame.activations.get(0)?.state === row.state
      ? []
      : [`it is said to rest in ${row.state}, and rests in ${frame.activations.get(0)?.state}`]),
    ...(frame === undefined ? [] : waitsAstray(run, frame, begun)),
    ...timers
      .filter(
        ({ kind, waitId }) => kind === "retry" && !steps.some((s) => s.waitId === waitId && s.status === "retrying"),
      )
      .map(({ waitId }) => `the retry of ${waitId} is due, and nothing is to be tried again`),
  ]
}

/** Whatever the frame waits for is at work, or due; nobody else will bring it. */
const waitsAstray = (
  { steps, timers, waits: open, links, inbox, locks }: StoredRun,
  { waits, activations }: NonNullable<Replay["frame"]>,
  begun: readonly string[],
): string[] => {
  const inside = new Set([...activations.values()].map(({ settles }) => settles))
  return [...waits]
    .filter(([wait, outcome]) => outcome === undefined && !inside.has(wait))
    .filter(([wait]) => {
      const step = steps.find(({ waitId }) => waitId === wait)
      const due = new Set(timers.filter(({ waitId }) => waitId === wait).map(({ kind }) => kind))
      if (open.some(({ waitId }) => waitId === wait)) return false
      if (locks.some(({ waitId }) => waitId === wait)) return false
      // A child that has not ended will, and of one that has a row tells.
      const child = links.find(({ parentWait }) => parentWait === wait)
      if (begun.includes(wait) && child !== undefined) {
        const isTold = inbox.some(({ name, processedRev }) => name === child.runId && processedRev === null)
        return child.ended && !isTold
      }
      if (step === undefined) return !due.has("sleep")
      return step.status === "retrying" ? !due.has("retry") : isEnd(step.status)
    })
    .map(([wait]) => `it waits for ${wait}, and nothing will bring it`)
}

const isEnd = (status: StoredRun["steps"][number]["status"]): boolean => status === "completed" || status === "failed"
