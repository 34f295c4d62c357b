import { encodeValue } from "@statewright/model"
import { openSqliteStore } from "@statewright/store"
import { workflow } from "@statewright/workflow"
import { expect, it } from "vitest"
import { createEngineWith } from "../../src/index.ts"
import {
  completed,
  event,
  program,
  registry,
  returned,
  segment,
  setup,
  site,
  started,
  threw,
  wait,
} from "../../src/machine/index.ts"
import { newDatabase } from "./new-database.ts"
import { virtualTime } from "./virtual-time.ts"

/** `async () => { const a = waitForEvent("note", { where: () => false, timeout: "1 hour" }); return waitForEvent("note") }` */
const jot = workflow("jot", {}, async () => "")

interface Jot {
  a: unknown
}

const main = setup<Jot>().createMachine({
  id: "main",
  initial: "begin",
  states: {
    begin: segment(() => event("note", { timeout: "1 hour", onTimeout: "late" }), { next: "a" }),
    a: started("a", { next: "second" }),
    second: segment(
      (f: Jot, a: unknown) => {
        f.a = a
        return event("note_2")
      },
      { next: "b" },
      { assigns: ["a"] },
    ),
    b: wait("b", { done: "end", keep: ["a"] }),
    end: segment((_: object, value: unknown) => completed(value), { return: "returned" }),
    returned: returned(),
    threw: threw(),
  },
})

const events = { note: site("note", { where: () => false }), note_2: site("note") }
const jots = registry({ jot: program({ workflow: jot, version: "1", main, events }) })

it("SEMANTICS 17 a run that an event ends at the moment of another wait's timeout stays as it ended", async () => {
  const database = await newDatabase()
  const time = virtualTime()
  await using engine = await createEngineWith(time.services, { database, workflows: jots })
  const run = await engine.workflows.jot.start(undefined, { id: "j" })
  const store = await openSqliteStore({ path: database })
  const payload = encodeValue("in time", "test")
  await store.insertInbox([{ runId: "", id: "sent:1", kind: "event", name: "note", payload, acceptedAt: 0 }])
  await time.pass("1 hour")
  expect(await run.result()).toBe("in time")
  expect(await store.run("j")).toMatchObject({ status: "completed", rev: 2 })
  await store.close()
})
