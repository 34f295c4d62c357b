import { retryFacts } from "./retry-facts.ts"
import type { Tags } from "@statewright/model"
import type {
  AttemptRow,
  FrameRow,
  InboxRow,
  LetterSummary,
  LinePlace,
  ListedRun,
  ReceivedRow,
  RunRow,
  StepRow,
  StrandRow,
  TransitionRow,
  WaitRow,
} from "@statewright/store"
import type { QueueInfo, ReceivedInfo, RunDetail, RunInfo, StepInfo, WaitInfo } from "../client/run-info.ts"
import { readLane } from "../limit/lane.ts"
import { readStartFacts } from "../start/start-facts.ts"
import { isTheRun } from "../limit/the-run.ts"
import { shownStored } from "../history/read-stored.ts"
import { storedWarnings } from "../history/stored-warnings.ts"
import { decodeBranches } from "../history/decode-branches.ts"
import { groupInfos } from "../history/group-infos.ts"
import type { Relatives } from "../history/relatives.ts"
import { type OpenRows, restInfos, shownFrame } from "../history/rest-infos.ts"

/** What a list shows of a stored run. */
export const runInfo = (row: ListedRun): RunInfo => ({
  id: row.id,
  workflow: row.workflow,
  version: row.version,
  status: row.status,
  tags: row.tags,
  ...(row.tenant !== "" && { tenant: row.tenant }),
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
  // Where its body has ended, and something that was cut cleans up, there is none to be named.
  ...(row.state !== null && row.state !== "" && { state: row.state }),
  ...(row.endedAt !== null && { endedAt: row.endedAt }),
  ...(row.parkedReason !== null && { parkedReason: row.parkedReason }),
})

/** What is stored of a run beside its own row. */
export interface RunRows extends Omit<OpenRows, "children"> {
  readonly attempts: readonly AttemptRow[]
  readonly transitions: readonly TransitionRow[]
  readonly tags: Tags
  readonly places: readonly LinePlace[]
  readonly letters: readonly LetterSummary[]
  readonly received: readonly ReceivedRow[]
  readonly strands: readonly StrandRow[]
  /** Absent once it has ended. */
  readonly frame: FrameRow | undefined
  readonly relatives: Relatives
}

/** All that is stored of a run, decoded. */
export const runDetail = (row: RunRow, rows: RunRows): RunDetail => {
  const { steps, attempts, transitions, tags, places, waits, received, strands, relatives } = rows
  const frame = row.endedAt === null ? shownFrame(row.id, rows.frame) : undefined
  return {
    ...runInfo({ ...row, tags }),
    ...queuedAs(places.find(isTheRun)),
    ...(row.replays !== null && { replays: row.replays }),
    input: shownStored(row.input, `the input of run ${row.id}`),
    ...(row.output !== null && { output: shownStored(row.output, `the output of run ${row.id}`) }),
    ...(row.error !== null && { error: shownStored(row.error, `the error of run ${row.id}`) }),
    steps: stepInfos(steps, attempts, places, {
      timers: rows.timers,
      // Another run had this id before.
      letters: rows.letters.filter(({ runAt }) => runAt === row.createdAt),
    }),
    branches: decodeBranches(transitions),
    rests: frame === undefined ? [] : restInfos(frame, { ...rows, children: relatives.children }),
    waits: waits.map(waitInfo),
    events: received.map(receivedInfo),
    ...relatives,
    groups: groupInfos(strands, frame),
  }
}

/** What is known of a run whose start was accepted and that no leader has taken yet. */
export const detailToStart = (
  { runId, name, payload, options, acceptedAt }: InboxRow,
  relatives: Relatives,
): RunDetail => ({
  id: runId,
  workflow: name ?? "",
  version: "",
  status: "queued",
  ...saidAtStart(options),
  createdAt: acceptedAt,
  updatedAt: acceptedAt,
  input: shownStored(payload ?? "", `the input of run ${runId}`),
  steps: [],
  branches: [],
  rests: [],
  waits: [],
  events: [],
  ...relatives,
  groups: [],
})

const saidAtStart = (options: string | null): Pick<RunInfo, "tags" | "tenant"> => {
  const { tags = {}, tenant } = readStartFacts(options)
  return { tags, ...(tenant !== undefined && { tenant }) }
}

const waitInfo = ({ waitId, name, openedAt, after, dueAt, trouble }: WaitRow): WaitInfo => ({
  wait: waitId,
  event: name,
  since: openedAt,
  ...(after !== null && { fresh: true }),
  ...(dueAt !== null && { dueAt }),
  ...(trouble !== null && { trouble: shownStored(trouble, `the trouble of wait ${waitId}`) }),
})

const receivedInfo = ({ waitId, eventId, name, payload, acceptedAt, receivedAt }: ReceivedRow): ReceivedInfo => ({
  wait: waitId,
  id: eventId,
  name,
  payload: shownStored(payload, `the payload of event ${eventId}`),
  sentAt: acceptedAt,
  receivedAt,
})

const queuedAs = (place: LinePlace | undefined): { readonly queued?: QueueInfo } => {
  if (place === undefined) return {}
  const { concurrency, rate } = readLane(place.lane)
  const { number, priority } = place
  const keys = { ...(concurrency !== undefined && { concurrency }), ...(rate !== undefined && { rate }) }
  return { queued: { number, priority, ...keys } }
}

const stepInfos = (
  steps: readonly StepRow[],
  attempts: readonly AttemptRow[],
  places: readonly LinePlace[],
  { timers, letters }: Pick<RunRows, "timers" | "letters">,
): readonly StepInfo[] => {
  const placeOf = new Map(places.map((place) => [place.waitId, place]))
  return steps.map((step) => ({
    ...stepInfo(step, attempts),
    ...queuedAs(placeOf.get(step.waitId)),
    ...retryFacts(step, timers),
    ...letterOf(step, letters),
  }))
}

const letterOf = ({ frame, waitId }: StepRow, letters: readonly LetterSummary[]): Pick<StepInfo, "letter"> => {
  const found = letters.find((letter) => letter.frame === frame && letter.waitId === waitId)
  return found === undefined ? {} : { letter: found.id }
}

const warningsOf = (row: StepRow): Pick<StepInfo, "warnings"> => {
  const warnings = storedWarnings(row)
  return warnings === undefined ? {} : { warnings }
}

const stepInfo = (row: StepRow, attempts: readonly AttemptRow[]): StepInfo => ({
  wait: row.waitId,
  name: row.name,
  ...(row.within !== null && { within: row.within }),
  status: row.status,
  attempts: row.attempt,
  startedAt: row.startedAt,
  input: shownStored(row.input, `the input of ${row.waitId}`),
  ...(row.endedAt !== null && { endedAt: row.endedAt }),
  ...(row.refused > 0 && { refused: row.refused }),
  ...(row.cachedAt !== null && { cached: { storedAt: row.cachedAt } }),
  ...(row.output !== null && { output: shownStored(row.output, `the output of ${row.waitId}`) }),
  ...(row.error !== null && { error: shownStored(row.error, `the error of ${row.waitId}`) }),
  ...warningsOf(row),
  failures: attempts
    .filter(({ frame, waitId }) => frame === row.frame && waitId === row.waitId)
    .map(({ attempt, startedAt, endedAt, error }) => {
      return {
        attempt,
        startedAt,
        endedAt,
        error: shownStored(error, `the error of ${row.waitId}, attempt ${attempt}`),
      }
    }),
})
