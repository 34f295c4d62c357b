import { breakersOf, type OpenBreakerOptions } from "@statewright/runtime"

import { command } from "../command-line/command.ts"
import { text, word } from "../command-line/flag.ts"
import { defaultDatabase, sharedFlags } from "../command-line/shared-flags.ts"
import { type ExitCode, exitCode } from "../error/exit-code.ts"
import { readDatabase } from "../run/open-database.ts"
import { requestingOf } from "../run/requesting-of.ts"
import { envelope, jsonText } from "../screen/json-text.ts"
import type { Screen } from "../screen/screen.ts"

type Operated = ReturnType<typeof breakersOf>

interface Moving {
  readonly name: "open" | "close" | "reset"
  readonly key: string
  readonly database: string | undefined
  readonly json: boolean
  readonly move: (breakers: Operated) => Promise<void>
}

const takes = {
  key: word("key", "The breaker's key."),
  database: sharedFlags.database,
  json: sharedFlags.json,
}

/** `statewright breakers open`: holds a circuit breaker open. */
export const openBreaker = command("open", {
  about: "Holds a circuit breaker open: every call fails at once with CircuitOpen, until somebody closes it.",
  examples: [
    ["statewright breakers open payments", "until further notice"],
    ["statewright breakers open payments --for '10 minutes'", "then one call may try"],
  ],
  takes: {
    ...takes,
    for: text("for", { as: "TIME", about: "For how long, such as '10 minutes'; then it lets a probe through." }),
  },
  run: ({ for: length, ...given }, screen) =>
    moved(screen, {
      ...given,
      name: "open",
      // Whatever is typed: what is no duration is refused.
      move: (breakers) => breakers.open(given.key, length === undefined ? {} : ({ for: length } as OpenBreakerOptions)),
    }),
})

/** `statewright breakers close`: lets calls through again. */
export const closeBreaker = command("close", {
  about: "Closes a circuit breaker: calls go through, and failures are counted from none.",
  examples: [["statewright breakers close payments", "the dependency is there again"]],
  takes,
  run: (given, screen) => moved(screen, { ...given, name: "close", move: (breakers) => breakers.close(given.key) }),
})

/** `statewright breakers reset`: forgets what a circuit breaker knew. */
export const resetBreaker = command("reset", {
  about: "Makes a circuit breaker as if it had never been called; one that no step has any more is deleted.",
  examples: [["statewright breakers reset payments", "closed, and how often it has opened is forgotten"]],
  takes,
  run: (given, screen) => moved(screen, { ...given, name: "reset", move: (breakers) => breakers.reset(given.key) }),
})

const moved = async (screen: Screen, { name, key, database, json, move }: Moving): Promise<ExitCode> => {
  const leader = await readDatabase(database, async (store) => {
    await move(breakersOf(requestingOf(store)))
    return (await store.leader())?.pid
  })
  if (json) screen.data(jsonText(envelope(`breakers.${name}/1`, { key, leader: leader ?? null })))
  else {
    screen.talk(
      leader === undefined
        ? `Stored. No process leads ${database ?? defaultDatabase} now: it is done when one does.`
        : `Stored. Process ${leader} does it.`,
    )
  }
  return exitCode.ok
}
