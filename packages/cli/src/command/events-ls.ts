import { type EventInfo, readEvents } from "@statewright/runtime"

import { command } from "../command-line/command.ts"
import { count, text } from "../command-line/flag.ts"
import { sharedFlags } from "../command-line/shared-flags.ts"
import { exitCode } from "../error/exit-code.ts"
import { Usage } from "../error/usage.ts"
import { payloadJson } from "../payload/payload-json.ts"
import { payloadLine } from "../payload/payload-text.ts"
import { readDatabase } from "../run/open-database.ts"
import { iso } from "../run/run-json.ts"
import { runIdOf } from "../run/run-id-of.ts"
import { envelope, jsonText } from "../screen/json-text.ts"
import { printable, printableId, printableLine } from "../screen/printable.ts"
import { table } from "../screen/table.ts"
import { momentText } from "../screen/time-text.ts"

/** `statewright events ls`: lists events. */
export const listEvents = command("ls", {
  about: "Lists the events that were sent and are kept, the newest first, with what became of each.",
  examples: [
    ["statewright events ls", "the newest events"],
    ["statewright events ls --name approval --limit 10", "of one name"],
    ["statewright events ls --run RUN --json", "those that were sent to one run, for a program"],
  ],
  takes: {
    name: text("name", { as: "NAME", about: "Only events of this name." }),
    run: text("run", { as: "RUN", about: "Only events that were sent to this run." }),
    limit: count("limit", { as: "N", about: "At most so many. Default: 50.", fallback: 50 }),
    cursor: text("cursor", { as: "CURSOR", about: "Go on where the last page ended." }),
    database: sharedFlags.database,
    json: sharedFlags.json,
  },
  run: async ({ name, run, limit, cursor, database, json }, screen) => {
    if (cursor !== undefined && !/^\d+$/.test(cursor)) {
      throw new Usage(`${printableLine(cursor)} is no cursor.`, "Give what the page before printed as `next`.")
    }
    const { events, next } = await readDatabase(database, async (store) =>
      readEvents(store).list({
        limit,
        ...(name !== undefined && { name }),
        ...(run !== undefined && { to: await runIdOf(store, run) }),
        ...(cursor !== undefined && { cursor }),
      }),
    )
    if (json) {
      screen.data(jsonText(envelope("events.ls/1", events.map(eventJson), next)))
      return exitCode.ok
    }
    if (events.length === 0) screen.talk("No event fits.")
    else screen.data(eventLines(events).join("\n"))
    if (next !== undefined) screen.talk(screen.paint.dim(`There are more: add --cursor ${next}`))
    return exitCode.ok
  },
})

const eventJson = ({ sentAt, payload, ...event }: EventInfo) => ({
  ...event,
  sentAt: iso(sentAt),
  payload: payloadJson(payload),
})

const head = ["EVENT", "NAME", "TO", "STATUS", "REACHED", "SENT", "PAYLOAD"]

/** Why one was refused stands below it: it names each place that does not fit. */
const eventLines = (events: readonly EventInfo[]): readonly string[] => {
  const [titles = "", ...rows] = table(head, events.map(rowOf)).split("\n")
  return [titles, ...rows.flatMap((row, at) => [row, ...refusalLines(events[at]?.refusal)])]
}

const refusalLines = (refusal = ""): readonly string[] =>
  refusal === ""
    ? []
    : printable(refusal)
        .split("\n")
        .map((line) => `  ${line}`)

const rowOf = ({ id, name, to, status, reached, sentAt, payload }: EventInfo): readonly string[] => [
  printableId(id),
  printableLine(name),
  to === undefined ? "all" : printableId(to),
  status,
  String(reached),
  momentText(sentAt),
  payload === undefined ? "" : payloadLine(payload, 40),
]
