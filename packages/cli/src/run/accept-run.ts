import { startRun } from "@statewright/runtime"
import { openSqliteStore } from "@statewright/store"

import { type ExitCode, exitCode } from "../error/exit-code.ts"
import { openingKeys } from "../keys/given-keys.ts"
import { envelope, jsonText } from "../screen/json-text.ts"
import type { Screen } from "../screen/screen.ts"
import { inputOf, type RunRequest, tenantOf } from "./run-request.ts"
import { tailCommandText } from "./typed-command.ts"

/** Stores a run for the process that leads the database, now or later, and says which. */
export const acceptRun = async (request: RunRequest, screen: Screen): Promise<ExitCode> => {
  const { name, program, id, tags, priority, database, json, again } = request
  const store = await openSqliteStore({ path: database, ...openingKeys() })
  try {
    const starting = { store, submit: () => undefined, now: Date.now }
    const input = await inputOf(request, store)
    await startRun(starting, { program, id, tags, priority, input, ...(await tenantOf(request, store)) })
    const leader = (await store.leader())?.pid
    if (json) {
      screen.data(
        jsonText(
          envelope("run/1", {
            id,
            workflow: name,
            status: (await store.run(id))?.status ?? "accepted",
            leader: leader ?? null,
          }),
        ),
      )
      return exitCode.ok
    }
    screen.data(id)
    screen.talk(
      leader === undefined
        ? `Stored, and not begun: no process leads ${database} now. It runs when your app starts its engine there, or with: ${again(id)}`
        : `Stored. Process ${leader} leads ${database} and performs it. Follow it with: ${tailCommandText(request)}`,
    )
    return exitCode.ok
  } finally {
    await store.close()
  }
}
