import type { LetterDetail, LetterInfo } from "@statewright/runtime"

import { errorLine, payloadText } from "../payload/payload-text.ts"
import type { Paint } from "../screen/paint.ts"
import { printableId, printableLine } from "../screen/printable.ts"
import { lengthText, momentText } from "../screen/time-text.ts"

/** A dead letter for a person. */
export const letterText = (letter: LetterDetail, paint: Paint): string => {
  const { id, workflow, version, runId, step, wait, tenant, tag, fingerprint, times, handled } = letter
  const facts: (readonly [string, string])[] = [
    ["run", `${printableId(runId)} of ${printableLine(workflow)} ${paint.dim(`(version ${printableLine(version)})`)}`],
    ["step", `${printableLine(step)} ${paint.dim(`(${printableLine(wait)})`)}`],
    ...(tenant === undefined ? [] : [["tenant", printableLine(tenant)] as const]),
    ["failed", `${times === 1 ? "once" : `${times} times`}, last at ${momentText(letter.lastFailedAt)}`],
    ["first", momentText(letter.firstFailedAt)],
    ["reason", `${printableLine(tag)} ${paint.dim(`(fingerprint ${fingerprint})`)}`],
    ["the run", handled ? "went on all the same" : "did not go on"],
    ...(letter.replayRun === undefined ? [] : [["replayed", replayText(letter)] as const]),
    ["resume", letter.resumable ? `statewright dlq resume ${id}` : "not possible"],
    ["replay", letter.replayable ? `statewright dlq replay ${id}` : "not possible; its run is a part of another one"],
  ]
  return [
    `${paint.bold(`Dead letter ${id}`)}  ${letterStatus(letter, paint)}`,
    ...facts.map(([name, fact]) => `  ${name.padEnd(8)}  ${fact}`),
    "",
    titled("Input of the run", letter.runInput, paint),
    "",
    titled("Input of the step", letter.input, paint),
    "",
    titled("Error", letter.error, paint),
    "",
    paint.bold(`Attempts (${letter.attempts.length})`),
    ...letter.attempts.map(
      ({ attempt, startedAt, endedAt, error }) =>
        `  ${attempt}  ${momentText(startedAt)}  after ${lengthText(endedAt - startedAt)}: ${errorLine(error)}`,
    ),
    ...(letter.endedBy === undefined ? [] : [paint.dim(`  no more: ${letter.endedBy}`)]),
  ].join("\n")
}

/** What is being done about it, in one word and a colour. */
export const letterStatus = ({ status }: Pick<LetterInfo, "status">, paint: Paint): string =>
  status === "dead" ? paint.red(status) : paint.yellow(status)

const replayText = ({ status, replayRun = "", replayAt }: LetterInfo): string => {
  if (status === "waiting") return `as run ${printableId(replayRun)}, at ${momentText(replayAt ?? 0)}`
  return `${status === "replaying" ? "run" : "the last was run"} ${printableId(replayRun)}`
}

const titled = (title: string, value: unknown, paint: Paint): string => {
  const text = value === undefined ? "none" : payloadText(value)
  return [paint.bold(title), ...text.split("\n").map((line) => `  ${line}`.trimEnd())].join("\n")
}
