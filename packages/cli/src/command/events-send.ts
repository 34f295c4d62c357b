import { sendEvent } from "@statewright/runtime"

import { command } from "../command-line/command.ts"
import { text, word } from "../command-line/flag.ts"
import { defaultDatabase, sharedFlags } from "../command-line/shared-flags.ts"
import { exitCode } from "../error/exit-code.ts"
import { answerText } from "../event/answer-text.ts"
import { sendingOf } from "../event/sending-of.ts"
import { readDatabase } from "../run/open-database.ts"
import { readValue } from "../run/read-input.ts"
import { runIdOf } from "../run/run-id-of.ts"
import { envelope, jsonText } from "../screen/json-text.ts"
import { printableLine } from "../screen/printable.ts"

/** `statewright events send`: sends an event. */
export const sendToRuns = command("send", {
  about:
    "Sends an event to every run that waits for it, or to one run, and prints its id. It is stored first: whoever " +
    "leads gives it away, now or later, and it is kept for runs that wait later.",
  examples: [
    [`statewright events send approval --payload '{"orderId":"o1"}'`, "for every run that waits for it"],
    ["statewright events send approval --payload @approval.json --id hook-17", "the same id is the same event"],
    ["statewright events send stop --to RUN", "for one run"],
  ],
  takes: {
    name: word("name", "The name of the event."),
    payload: text("payload", { as: "PAYLOAD", about: "JSON as it is, @FILE, or - for standard input. Default: none." }),
    to: text("to", { as: "RUN", about: "Only for this run: its id, or the beginning of it that no other has." }),
    id: text("id", { as: "ID", about: "The event's id: makes it safe to send again. Default: a new one." }),
    database: sharedFlags.database,
    json: sharedFlags.json,
  },
  run: async ({ name, payload, to, id, database = defaultDatabase, json }, screen) => {
    const given = payload === undefined ? {} : { payload: await readValue("--payload", payload) }
    const { answer, run, leader } = await readDatabase(database, async (store) => {
      const meant = to === undefined ? {} : { to: await runIdOf(store, to) }
      const sent = await sendEvent(sendingOf(store), { name, ...given, ...meant, ...(id !== undefined && { id }) })
      return { answer: sent, run: meant, leader: (await store.leader())?.pid }
    })
    if (json) {
      screen.data(jsonText(envelope("events.send/1", { ...answer, name, ...run, leader: leader ?? null })))
      return exitCode.ok
    }
    screen.data(printableLine(answer.id))
    screen.talk(answerText(answer, { leader, database }))
    return exitCode.ok
  },
})
