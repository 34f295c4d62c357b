import { EventTimedOut, step, workflow } from "@statewright/workflow"
import { z } from "zod"
import {
  awaited,
  completed,
  event,
  gather,
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
  started,
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

const work = step("work", { run: async (input: string) => world.act(input) })

/** `async (name) => Promise.race([waitForEvent("stop"), work(name)])` */
const last = workflow("last", { input: z.string() }, async (name) => name)

const lastMain = setup<object>().createMachine({
  id: "main",
  initial: "begin",
  states: {
    begin: segment((_: object, name: string) => join("race", [event("stop"), start(work, name)]), { next: "race" }),
    race: wait("race", { done: "end", keep: [] }),
    end: segment((_: object, value: unknown) => completed(value), { return: "returned" }),
    returned: returned(),
    threw: threw(),
  },
})

const lastProgram = program({
  workflow: last,
  version: "1",
  main: lastMain,
  steps: [work],
  events: { stop: site("stop") },
})

/**
 * `async (kept) => { const a = waitForEvent("a"); const b = waitForEvent("b"); const first = await Promise.race([a, b]);
 * await rest(); return kept ? [first, await a] : [first] }`, compiled as if `a` were live only where it is kept.
 */
const loose = workflow("loose", { input: z.boolean() }, async () => [])

interface Loose {
  kept: boolean
  a: unknown
  b: unknown
  first: unknown
}

const looseMain = setup<Loose>().createMachine({
  id: "main",
  initial: "begin",
  states: {
    begin: segment(
      (f: Loose, kept: boolean) => {
        f.kept = kept
        return event("a")
      },
      { next: "a" },
      { assigns: ["kept"] },
    ),
    a: started("a", { next: "beginB" }),
    beginB: segment(
      (f: Loose, a: unknown) => {
        f.a = a
        return event("b")
      },
      { next: "b" },
      { assigns: ["a"] },
    ),
    b: started("b", { next: "race" }),
    race: segment((f: Loose, b: unknown) => gather("race", [f.a, b]), { next: "first" }),
    first: wait("first", { done: "branch", keep: ["kept", "a"] }),
    branch: segment(
      (f: Loose, first: unknown) => {
        f.first = first
        return f.kept ? "kept" : "dropped"
      },
      { kept: "hold", dropped: "rest" },
      { assigns: ["first"] },
    ),
    hold: segment(() => start(rest), { next: "held" }),
    held: wait("held", { done: "again", keep: ["a", "first"] }),
    again: segment((f: Loose) => awaited(f.a), { next: "second" }),
    second: wait("second", { done: "both", keep: ["first"] }),
    both: segment((f: Loose, second: unknown) => completed([f.first, second]), { return: "returned" }),
    rest: segment(() => start(rest), { next: "rested" }),
    rested: wait("rested", { done: "end", keep: ["first"] }),
    end: segment((f: Loose) => completed([f.first]), { return: "returned" }),
    returned: returned(),
    threw: threw(),
  },
})

const looseProgram = program({
  workflow: loose,
  version: "1",
  main: looseMain,
  steps: [rest],
  events: { a: site("a"), b: site("b") },
})

/** `async () => waitForEvent("consent", { where: (e) => e.orderId === nobody.id })`, where `nobody` is undefined. */
const odd = workflow("odd", {}, async () => "")

const oddMain = setup<object>().createMachine({
  id: "main",
  initial: "begin",
  states: {
    begin: segment(
      (f: { nobody?: { id: string } }) =>
        event("consent", { keys: () => [(f.nobody as { id: string }).id], timeout: "1 hour", onTimeout: "never" }), // as an author's `!`
      { next: "consent" },
    ),
    consent: wait("consent", { done: "end", keep: [] }),
    end: segment((_: object, value: unknown) => completed(value), { return: "returned" }),
    returned: returned(),
    threw: threw(),
  },
})

const oddProgram = program({
  workflow: odd,
  version: "1",
  main: oddMain,
  events: { consent: site("consent", { paths: [["orderId"]] }) },
})

export const waiting = registry({
  approve: approveProgram,
  collect: collectProgram,
  pair: pairProgram,
  choose: chooseProgram,
  patient: patientProgram,
  last: lastProgram,
  loose: looseProgram,
  odd: oddProgram,
})
