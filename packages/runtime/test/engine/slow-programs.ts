import { type Schema, step, workflow } from "@statewright/workflow"
import { z } from "zod"
import {
  completed,
  event,
  join,
  program,
  registry,
  returned,
  segment,
  setup,
  site,
  start,
  threw,
  wait,
} from "../../src/machine/index.ts"

/** What the schemas of these workflows ask about a value: set by each test. */
export const oracle: { ask: (value: unknown) => Promise<boolean>; asked: unknown[] } = {
  ask: async () => true,
  asked: [],
}

/** Any library's: zod's own ask twice, once in vain. */
const slow: Schema = {
  "~standard": {
    version: 1,
    vendor: "test",
    validate: async (value) => {
      oracle.asked.push(value)
      return (await oracle.ask(value)) ? { value } : { issues: [{ message: "the oracle says no" }] }
    },
  },
}

const echo = step("echo", { run: async (input: unknown) => input })

/** `async () => [await waitForEvent("food", { schema: slow }), await waitForEvent("food", { schema: slow })]` */
const eat = workflow("eat", {}, async () => [])

interface Eating {
  taken: unknown[]
}

const eatMain = setup<Eating>().createMachine({
  id: "main",
  initial: "begin",
  states: {
    begin: segment((f: Eating) => void Object.assign(f, { taken: [] }), { next: "head" }, { assigns: ["taken"] }),
    head: segment((f: Eating) => (f.taken.length < 2 ? event("food") : "done"), { next: "food", done: "end" }),
    food: wait("for/food", { done: "take", keep: ["taken"] }),
    take: segment((f: Eating, value: unknown) => void f.taken.push(value), { next: "head" }, { appends: ["taken"] }),
    end: segment((f: Eating) => completed(f.taken), { return: "returned" }),
    returned: returned(),
    threw: threw(),
  },
})

const eatProgram = program({
  workflow: eat,
  version: "1",
  main: eatMain,
  events: { food: site("food", { schema: slow }) },
})

/** `async (order) => waitForEvent("paid", { schema: slow, where: (e) => e.order === order })` */
const pay = workflow("pay", { input: z.string() }, async (order) => order)

const payMain = setup<object>().createMachine({
  id: "main",
  initial: "begin",
  states: {
    begin: segment((_: object, order: string) => event("paid", { keys: () => [order] }), { next: "paid" }),
    paid: wait("paid", { done: "end", keep: [] }),
    end: segment((_: object, value: unknown) => completed(value), { return: "returned" }),
    returned: returned(),
    threw: threw(),
  },
})

const payProgram = program({
  workflow: pay,
  version: "1",
  main: payMain,
  events: { paid: site("paid", { schema: slow, paths: [["order"]] }) },
})

/** `async () => Promise.race([waitForEvent("food", { schema: slow }), waitForEvent("bell")])` */
const either = workflow("either", {}, async () => "")

const eitherMain = setup<object>().createMachine({
  id: "main",
  initial: "begin",
  states: {
    begin: segment(() => join("race", [event("food"), event("bell")]), { next: "race" }),
    race: wait("race", { done: "end", keep: [] }),
    end: segment((_: object, value: unknown) => completed(value), { return: "returned" }),
    returned: returned(),
    threw: threw(),
  },
})

const eitherProgram = program({
  workflow: either,
  version: "1",
  main: eitherMain,
  events: { food: site("food", { schema: slow }), bell: site("bell") },
})

const echoMain = setup<object>().createMachine({
  id: "main",
  initial: "begin",
  states: {
    begin: segment((_: object, input: unknown) => start(echo, input), { next: "echo" }),
    echo: wait("echo", { done: "end", keep: [] }),
    end: segment((_: object, value: unknown) => completed(value), { return: "returned" }),
    returned: returned(),
    threw: threw(),
  },
})

const same = { version: "1", main: echoMain, steps: [echo] } as const

export const slowly = registry({
  eat: eatProgram,
  pay: payProgram,
  either: eitherProgram,
  /** The input's schema is slow. */
  guest: program({ ...same, workflow: workflow("guest", { input: slow }, async () => "") }),
  /** The same, and as many as may be are at work one at a time. */
  single: program({
    ...same,
    workflow: workflow("single", { input: slow, concurrency: { limit: 1 } }, async () => ""),
  }),
  /** The output's schema is slow. */
  maker: program({ ...same, workflow: workflow("maker", { input: z.unknown(), output: slow }, async () => "") }),
  plain: program({ ...same, workflow: workflow("plain", { input: z.unknown() }, async () => "") }),
})
