import type { RunStatus } from "@statewright/model"
import type { Store } from "@statewright/store"

import { command } from "../command-line/command.ts"
import { runWord, sharedFlags } from "../command-line/shared-flags.ts"
import { type ExitCode, exitCode } from "../error/exit-code.ts"
import { payloadJson } from "../payload/payload-json.ts"
import { eventLines } from "../run/event-text.ts"
import { readDatabase } from "../run/open-database.ts"
import type { RunEvent } from "../run/run-event.ts"
import { iso } from "../run/run-json.ts"
import { runIdOf } from "../run/run-id-of.ts"
import { watchRun } from "../run/watch-run.ts"
import { envelope, jsonText } from "../screen/json-text.ts"
import type { Screen } from "../screen/screen.ts"

/** `statewright runs tail`: follows a run. */
export const tailRun = command("tail", {
  about: "Follows a run until it ends. Exits with 0 if it completed, and with 1 if not.",
  examples: [
    ["statewright runs tail RUN", "one line for each thing that happens"],
    ["statewright runs tail RUN --json", "one JSON document a line"],
  ],
  takes: {
    id: runWord,
    database: sharedFlags.database,
    json: sharedFlags.json,
  },
  run: ({ id, database, json }, screen) =>
    readDatabase(database, async (store) => tail(store, { id: await runIdOf(store, id), json, screen })),
})

const tail = async (
  store: Store,
  { id, json, screen }: { readonly id: string; readonly json: boolean; readonly screen: Screen },
): Promise<ExitCode> => {
  const interrupted = new AbortController()
  process.once("SIGINT", () => interrupted.abort())
  let status: RunStatus = "running"
  for await (const { events, facts } of watchRun(store, id, interrupted.signal)) {
    status = facts.run.status
    const lines = json ? events.map(eventJson) : eventLines(events, facts.run.createdAt, screen.dataPaint)
    for (const line of lines) screen.data(line)
  }
  if (status === "running" || status === "queued") return exitCode.interrupted
  return status === "completed" ? exitCode.ok : exitCode.failed
}

const eventJson = ({ at, ...event }: RunEvent): string =>
  jsonText(
    envelope("runs.tail/1", {
      at: iso(at),
      ...event,
      ...("until" in event && event.until !== undefined && { until: iso(event.until) }),
      ...("error" in event && { error: payloadJson(event.error) }),
    }),
    0,
  )
