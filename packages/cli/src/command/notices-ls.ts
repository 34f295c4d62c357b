import { type NoticeInfo, readNotices } from "@statewright/runtime"

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
import { printableId, printableLine } from "../screen/printable.ts"
import { table } from "../screen/table.ts"
import { momentText } from "../screen/time-text.ts"

/** `statewright notices ls`: lists notices. */
export const listNotices = command("ls", {
  about: "Lists what an operator may want to know, the newest first: breakers that opened and closed, and the like.",
  examples: [
    ["statewright notices ls", "the newest notices"],
    ["statewright notices ls --kind breaker --subject payments", "of one breaker"],
    ["statewright notices ls --run RUN --json", "of one run, for a program"],
  ],
  takes: {
    kind: text("kind", { as: "KIND", about: "Only notices of this kind, such as breaker." }),
    subject: text("subject", { as: "SUBJECT", about: "Only those of this, such as the key of a breaker." }),
    run: text("run", { as: "RUN", about: "Only those of this run." }),
    limit: count("limit", { as: "N", about: "At most so many. Default: 50.", fallback: 50 }),
    cursor: text("cursor", { as: "CURSOR", about: "Go on where the last page ended." }),
    database: sharedFlags.database,
    json: sharedFlags.json,
  },
  run: async ({ kind, subject, run, limit, cursor, database, json }, screen) => {
    if (cursor !== undefined && !/^\d{1,15}$/.test(cursor)) {
      throw new Usage(`${printableLine(cursor)} is no cursor.`, "Give what the page before printed as `next`.")
    }
    const { notices, next } = await readDatabase(database, async (store) =>
      readNotices(store).list({
        limit,
        ...(kind !== undefined && { kind }),
        ...(subject !== undefined && { subject }),
        ...(run !== undefined && { runId: await runIdOf(store, run) }),
        ...(cursor !== undefined && { cursor }),
      }),
    )
    if (json) {
      screen.data(jsonText(envelope("notices.ls/1", notices.map(noticeJson), next)))
      return exitCode.ok
    }
    if (notices.length === 0) screen.talk("No notice fits.")
    else screen.data(table(head, notices.map(rowOf)))
    if (next !== undefined) screen.talk(screen.paint.dim(`There are more: add --cursor ${next}`))
    return exitCode.ok
  },
})

const noticeJson = ({ at, facts, deliverAt, ...notice }: NoticeInfo) => ({
  ...notice,
  at: iso(at),
  facts: payloadJson(facts),
  ...(deliverAt !== undefined && { deliverAt: iso(deliverAt) }),
})

const head = ["NUMBER", "AT", "KIND", "SUBJECT", "RUN", "SENT", "FACTS"]

const rowOf = ({ number, at, kind, subject, runId, facts, tries, deliverAt }: NoticeInfo): readonly string[] => [
  String(number),
  momentText(at),
  printableLine(kind),
  printableLine(subject),
  runId === undefined ? "" : printableId(runId),
  sentText(tries ?? 0, deliverAt),
  payloadLine(facts, 60),
]

const sentText = (tries: number, deliverAt: number | undefined): string => {
  if (deliverAt !== undefined) return `after ${tries} tries: ${momentText(deliverAt)}`
  return tries === 0 ? "" : `in ${tries}`
}
