import { runIdOf } from "./begin-members.ts"
import { childRunId } from "../ids/child-run-id.ts"
import { heldCall } from "./callbacks.ts"
import type { RunCommand } from "./command.ts"
import { copyUnlessStill } from "./input-of.ts"
import type { Move } from "./move.ts"
import type { Opened } from "./open-wait.ts"

/** Asks for another run under a wait, which its end settles, or what names it at once. */
export const runIn = (move: Move, { wait }: Opened, command: RunCommand): void => {
  const { link, workflow, entry, answers, options: { id, version, tags, timeoutMillis } = {} } = command
  const runId = id ?? childRunId(runIdOf(move), wait)
  move.commands.push({
    kind: "start-run",
    ...(answers === "end" && { wait }),
    runId,
    link,
    ...(workflow !== undefined && { workflow }),
    ...(entry !== undefined && { entry: entry.procedure }),
    input: copyUnlessStill(move, inputOf(move, command), `input of workflow \`${workflow ?? move.workflow}\``),
    ...(version !== undefined && { version }),
    ...(tags !== undefined && { tags }),
    ...(move.within !== undefined && { within: move.within }),
  })
  if (answers === "ref") {
    move.frame.waits.set(wait, { ok: true, value: { id: runId, workflow: workflow ?? move.workflow } })
  } else if (timeoutMillis !== undefined) {
    move.commands.push({ kind: "set-deadline", wait, dueAt: move.now + timeoutMillis })
  }
}

const inputOf = (move: Move, { entry, input }: RunCommand): unknown => {
  if (entry === undefined) return input
  const { args, captures } = heldCall(move, entry)
  return { args, captures }
}
