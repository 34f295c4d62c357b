import { EventTimedOut, step, workflow } from "@statewright/workflow"
import { z } from "zod"
import {
  completed,
  event,
  join,
  program,
  region,
  registry,
  returned,
  segment,
  setup,
  site,
  sleep,
  start,
  threw,
  wait,
} from "../../src/machine/index.ts"
import { world } from "./programs.ts"

const Approval = z.object({ orderId: z.string(), by: z.string(), cents: z.number().default(0) })

/** `async (orderId) => waitForEvent("approval", { schema: Approval, where: (e) => e.orderId === orderId, timeout: "3 days" })` */
const approve = workflow("approve", { input: z.string() }, async (orderId) => orderId)

const approveMain = setup<{ orderId: string }>().createMachine({
  id: "main",
  initial: "begin",
  states: {
    begin: segment((_: object, orderId: string) => event("approval", { keys: () => [orderId], timeout: "3 days" }), {
      next: "approval",
    }),
    approval: wait("approval", { done: "end", keep: [] }),
    end: segment((_: object, value: unknown) => completed(value), { return: "returned" }),
    returned: returned(),
    threw: threw(),
  },
})

const approveProgram = program({
  workflow: approve,
  version: "1",
  main: approveMain,
  events: { approval: site("approval", { schema: Approval, paths: [["orderId"]] }) },
})

/** Takes `count` events `tick` of at least so many cents, one after the other. */
const collect = workflow("collect", { input: z.object({ count: z.number(), least: z.number() }) }, async () => [])

interface Collecting {
  count: number
  least: number
  taken: unknown[]
}

const collectMain = setup<Collecting>().createMachine({
  id: "main",
  initial: "begin",
  states: {
    begin: segment(
      (f: Collecting, input: { count: number; least: number }) => void Object.assign(f, input, { taken: [] }),
      { next: "head" },
      { assigns: ["count", "least", "taken"] },
    ),
    head: segment(
      (f: Collecting) => (f.taken.length < f.count ? event("tick", { given: { least: f.least } }) : "done"),
      { next: "tick", done: "end" },
    ),
    tick: wait("for/tick", { done: "take", keep: ["count", "least", "taken"] }),
    take: segment(
      (f: Collecting, value: unknown) => void f.taken.push(value),
      { next: "head" },
      { appends: ["taken"] },
    ),
    end: segment((f: Collecting) => completed(f.taken), { return: "returned" }),
    returned: returned(),
    threw: threw(),
  },
})

const collectProgram = program({
  workflow: collect,
  version: "1",
  main: collectMain,
  events: {
    tick: site("tick", {
      where: (tick: { cents: number }, { least }: { least: number }) => {
        if (tick.cents < 0) throw new RangeError("no price")
        return tick.cents >= least
      },
    }),
  },
})

/** `async () => { const [a, b] = await Promise.all([waitForEvent("note"), waitForEvent("note")]); ... }` */
const pair = workflow("pair", {}, async () => [])

const pairMain = setup<object>().createMachine({
  id: "main",
  initial: "begin",
  states: {
    begin: segment(() => join("all", [event("note"), event("note_2")]), { next: "all" }),
    all: wait("all", { done: "end", keep: [] }),
    end: segment((_: object, value: unknown) => completed(value), { return: "returned" }),
    returned: returned(),
    threw: threw(),
  },
})

const pairProgram = program({
  workflow: pair,
  version: "1",
  main: pairMain,
  events: { note: site("note"), note_2: site("note") },
})

const rest = step("rest", { run: async () => world.act("rest") })

/** `async () => { await Promise.race([waitForEvent("yes"), waitForEvent("no", { timeout: "1 hour" }), sleep("2 hours")]); await rest() }` */
const choose = workflow("choose", {}, async () => "")

const chooseMain = setup<{ first: unknown }>().createMachine({
  id: "main",
  initial: "begin",
  states: {
    begin: segment(() => join("race", [event("yes"), event("no", { timeout: "1 hour" }), sleep("2 hours")]), {
      next: "race",
    }),
    race: wait("race", { done: "call", keep: [] }),
    call: segment(
      (f: { first: unknown }, first: unknown) => {
        f.first = first
        return start(rest)
      },
      { next: "rest" },
      { assigns: ["first"] },
    ),
    rest: wait("rest", { done: "end", keep: ["first"] }),
    end: segment((f: { first: unknown }) => completed(f.first), { return: "returned" }),
    returned: returned(),
    threw: threw(),
  },
})

const chooseProgram = program({
  workflow: choose,
  version: "1",
  main: chooseMain,
  steps: [rest],
  events: { yes: site("yes"), no: site("no") },
})

/** `try { return await waitForEvent("answer", { timeout: "1 hour" }) } catch (e) { return e instanceof EventTimedOut }` and a default. */
const patient = workflow("patient", {}, async () => [])

const patientMain = setup<{ late: unknown }>().createMachine({
  id: "main",
  initial: "try",
  states: {
    try: region({
      initial: "begin",
      caught: "caught",
      states: {
        begin: segment(() => event("answer", { timeout: "1 hour" }), { next: "answer" }),
        answer: wait("try/answer", { done: "answered", keep: [] }),
        answered: segment((_: object, value: unknown) => completed(value), { return: "#main.returned" }),
      },
    }),
    caught: segment(
      (f: { late: unknown }, error: unknown) => {
        f.late = error instanceof EventTimedOut ? error.event : error
        return event("answer_2", { timeout: "1 hour", onTimeout: { none: new Date(0) } })
      },
      { next: "again" },
      { assigns: ["late"] },
    ),
    again: wait("answer", { done: "end", keep: ["late"] }),
    end: segment((f: { late: unknown }, value: unknown) => completed([f.late, value]), { return: "returned" }),
    returned: returned(),
    threw: threw(),
  },
})

const patientProgram = program({
  workflow: patient,
  version: "1",
  main: patientMain,
  events: { answer: site("answer"), answer_2: site("answer") },
})

export const waiting = registry({
  approve: approveProgram,
  collect: collectProgram,
  pair: pairProgram,
  choose: chooseProgram,
  patient: patientProgram,
})
