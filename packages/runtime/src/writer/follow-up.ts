import type { Command, StartRun } from "@statewright/model"
import { encodeError } from "@statewright/model"
import type {
  LockWrite,
  NewStep,
  NewWait,
  StrandWrite,
  RunBecomes,
  TimerKey,
  TimerRow,
  WaitKey,
} from "@statewright/store"
import { Cancelled } from "@statewright/workflow"
import type { Origin } from "../link/origin.ts"
import type { Program } from "../machine/program.ts"
import { payloadText } from "../boundary/payload-text.ts"
import { validateOutput, type Validating } from "../boundary/validate-output.ts"
import { newWait } from "../events/open-event-wait.ts"
import { mainFrame } from "./live-runs.ts"
import { strandBegun, strandEnded } from "./strand-writes.ts"

/** What the commands of a transition mean for the rows of its run. */
export interface FollowUp {
  readonly startSteps: readonly NewStep[]
  readonly setTimers: readonly Omit<TimerRow, "runId">[]
  readonly openWaits: readonly NewWait[]
  /** Waits whose outcome nobody asks for any more. */
  readonly abandoned: readonly WaitKey[]
  /** Runs that it begins. */
  readonly runs: readonly StartRun[]
  /** Waits whose children go on without this run. */
  readonly detaches: readonly WaitKey[]
  readonly strands: readonly StrandWrite[]
  readonly locks: readonly LockWrite[]
  readonly clearTimers: readonly TimerKey[]
  /** Absent: the run goes on. */
  readonly becomes?: RunBecomes
}

/** What turning commands into rows needs. */
interface Following extends Validating {
  readonly token: () => string
  readonly now: number
  /** The number of the last event that was accepted. */
  readonly lastAccepted: () => Promise<number>
  /** Where the run came from: of a part of a workflow no schema says what it answers. */
  readonly origin: () => Promise<Origin | null>
}

/** No command. */
export const nothing: FollowUp = {
  startSteps: [],
  setTimers: [],
  openWaits: [],
  abandoned: [],
  runs: [],
  detaches: [],
  strands: [],
  locks: [],
  clearTimers: [],
}

/**
 * Turns commands into rows. What cannot be stored, or an output that does not fit, fails the run: this is outside the
 * author's code, so nothing in the workflow could catch it. Rejects with `NotYet`.
 */
export const followUp = async (
  program: Program,
  commands: readonly Command[],
  { token, now, lastAccepted, origin, ...validating }: Following,
): Promise<FollowUp> => {
  const startSteps: NewStep[] = []
  const setTimers: Omit<TimerRow, "runId">[] = []
  const openWaits: NewWait[] = []
  const abandoned: WaitKey[] = []
  const runs: StartRun[] = []
  const detaches: WaitKey[] = []
  const strands: StrandWrite[] = []
  const locks: LockWrite[] = []
  const clearTimers: TimerKey[] = []
  let becomes: RunBecomes | undefined
  const outputOf = async (output: unknown): Promise<string> => {
    const entry = (await origin())?.entry
    if (entry !== undefined) return payloadText(output, `what \`${entry}\` answers`)
    return validateOutput(program.workflow, output, validating)
  }
  for (const command of commands) {
    switch (command.kind) {
      case "start-step":
        startSteps.push(newStep(command, token()))
        break
      case "set-timer":
        setTimers.push({ ...key(command.wait), kind: "sleep", dueAt: command.dueAt })
        break
      case "open-wait":
        openWaits.push(newWait(program, mainFrame, command, command.fresh ? await lastAccepted() : null))
        break
      case "abandon":
        abandoned.push(key(command.wait))
        break
      case "start-run":
        runs.push(command)
        break
      case "detach-run":
        detaches.push(key(command.wait))
        break
      case "set-deadline":
        setTimers.push({ ...key(command.wait), kind: "deadline", dueAt: command.dueAt })
        break
      case "set-cleanup":
        clearTimers.push({ ...key(command.wait), kind: "deadline" })
        setTimers.push({ ...key(command.wait), kind: "cleanup", dueAt: command.dueAt })
        break
      case "acquire":
        locks.push({ kind: "ask", ...key(command.wait), key: command.key })
        break
      case "release":
        locks.push({ kind: "release", ...key(command.wait) })
        break
      case "strand-begun":
        strands.push(strandBegun(command))
        break
      case "strand-ended":
        strands.push(strandEnded(command))
        clearTimers.push({ ...key(command.wait), kind: "deadline" }, { ...key(command.wait), kind: "cleanup" })
        break
      case "collect":
        setTimers.push({ ...key(command.wait), kind: "collect", dueAt: now })
        break
      case "complete":
        becomes = { status: "completed", output: await outputOf(command.output) }
        break
      case "fail":
        becomes = { status: isCancelled(command.error) ? "cancelled" : "failed", error: encodeError(command.error) }
        break
      case "cancelled":
        becomes = { status: "cancelled", error: encodeError(command.error) }
        break
    }
  }
  if (becomes === undefined) {
    return { startSteps, setTimers, openWaits, abandoned, runs, detaches, strands, locks, clearTimers }
  }
  // What nobody waits for begins, though the run has ended with it.
  const detached = runs.filter(({ link }) => link === "detached")
  return { ...nothing, abandoned, runs: detached, detaches, strands, becomes }
}

const key = (waitId: string): WaitKey => ({ frame: mainFrame, waitId })

/** A sub-workflow that was cancelled, and nobody has caught that: the run ends likewise. */
const isCancelled = (error: unknown): boolean => error instanceof Cancelled

const newStep = (command: Extract<Command, { kind: "start-step" }>, token: string): NewStep => ({
  ...key(command.wait),
  name: command.step,
  token,
  input: inputText(command),
  ...(command.within !== undefined && { within: command.within }),
})

const inputText = ({ step, input }: Extract<Command, { kind: "start-step" }>): string =>
  payloadText(input, `input of step \`${step}\``)
