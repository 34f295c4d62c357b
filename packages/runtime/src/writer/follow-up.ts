import type { Command } from "@statewright/model"
import { encodeError } from "@statewright/model"
import type { NewStep, NewWait, RunBecomes, TimerRow, WaitKey } from "@statewright/store"
import type { Program } from "../machine/program.ts"
import { payloadText } from "../boundary/payload-text.ts"
import { validateOutput, type Validating } from "../boundary/validate-output.ts"
import { newWait } from "../events/open-event-wait.ts"
import { mainFrame } from "./live-runs.ts"

/** What the commands of a transition mean for the rows of its run. */
export interface FollowUp {
  readonly startSteps: readonly NewStep[]
  readonly setTimers: readonly Omit<TimerRow, "runId">[]
  readonly openWaits: readonly NewWait[]
  /** Waits whose outcome nobody asks for any more. */
  readonly abandoned: readonly WaitKey[]
  /** Absent: the run goes on. */
  readonly becomes?: RunBecomes
}

/** What turning commands into rows needs. */
interface Following extends Validating {
  readonly token: () => string
}

/** No command. */
export const nothing: FollowUp = { startSteps: [], setTimers: [], openWaits: [], abandoned: [] }

/**
 * Turns commands into rows. What cannot be stored, or an output that does not fit, fails the run: this is outside the
 * author's code, so nothing in the workflow could catch it. Rejects with `NotYet`.
 */
export const followUp = async (
  program: Program,
  commands: readonly Command[],
  { token, ...validating }: Following,
): Promise<FollowUp> => {
  const startSteps: NewStep[] = []
  const setTimers: Omit<TimerRow, "runId">[] = []
  const openWaits: NewWait[] = []
  const abandoned: WaitKey[] = []
  let becomes: RunBecomes | undefined
  for (const command of commands) {
    switch (command.kind) {
      case "start-step":
        startSteps.push({ ...key(command.wait), name: command.step, token: token(), input: inputText(command) })
        break
      case "set-timer":
        setTimers.push({ ...key(command.wait), kind: "sleep", dueAt: command.dueAt })
        break
      case "open-wait":
        openWaits.push(newWait(program, mainFrame, command))
        break
      case "abandon":
        abandoned.push(key(command.wait))
        break
      case "start-run":
      case "detach-run":
      case "set-deadline":
      case "set-cleanup":
      case "acquire":
      case "release":
      case "strand-begun":
      case "strand-ended":
      case "collect":
        throw new Error(`invariant: \`${command.kind}\` is not built yet`)
      case "complete":
        becomes = { status: "completed", output: await validateOutput(program.workflow, command.output, validating) }
        break
      case "fail":
        becomes = { status: "failed", error: encodeError(command.error) }
        break
      case "cancelled":
        becomes = { status: "cancelled", error: encodeError(command.error) }
        break
    }
  }
  return becomes === undefined ? { startSteps, setTimers, openWaits, abandoned } : { ...nothing, abandoned, becomes }
}

const key = (waitId: string): WaitKey => ({ frame: mainFrame, waitId })

const inputText = ({ step, input }: Extract<Command, { kind: "start-step" }>): string =>
  payloadText(input, `input of step \`${step}\``)
