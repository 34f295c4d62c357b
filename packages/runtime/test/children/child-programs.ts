import { failure, step, workflow } from "@statewright/workflow"
import { z } from "zod"
import type { CheckedRunOptions } from "@statewright/workflow"
import {
  child,
  completed,
  program,
  region,
  registry,
  returned,
  segment,
  sent,
  setup,
  sleep,
  start,
  threw,
  wait,
} from "../../src/machine/index.ts"

export class Declined extends failure("Declined", z.object({ code: z.number() })) {}

/** What the step of a child does next; a test sets it. */
export const world = {
  calls: [] as unknown[],
  act: async (input: unknown): Promise<unknown> => `billed ${String(input)}`,
}

const work = step("work", {
  errors: [Declined],
  run: async (input: unknown) => {
    world.calls.push(input)
    return world.act(input)
  },
})

/** `async (input) => work(input)`, with a clean-up: `try { ... } catch (error) { await sleep("1 minute"); throw error }` */
const bill = workflow("bill", { input: z.string(), output: z.unknown(), errors: [Declined] }, async (input) =>
  work(input),
)

const billMain = setup<{ error: unknown }>().createMachine({
  id: "main",
  initial: "try",
  states: {
    try: region({
      initial: "begin",
      caught: "caught",
      states: {
        begin: segment((_: object, input: unknown) => start(work, input), { next: "work" }),
        work: wait("work", { done: "end", keep: [] }),
        end: segment((_: object, value: unknown) => completed(value), { return: "#main.returned" }),
      },
    }),
    caught: segment(
      (f: { error: unknown }, error: unknown) => {
        f.error = error
        return sleep("1 minute")
      },
      { next: "sleep" },
      { assigns: ["error"] },
    ),
    sleep: wait("caught/sleep", { done: "again", keep: ["error"] }),
    again: segment((f: { error: unknown }) => {
      throw f.error
    }, {}),
    returned: returned(),
    threw: threw(),
  },
})

/** `async (input) => "ordered: " + (await bill.with(options)(input))` */
const order = workflow("order", { input: z.unknown(), output: z.string() }, async () => "")

/** What is said at the call of the child; a test sets it. */
export const calling: { options: CheckedRunOptions; first: string; second: string } = {
  options: {},
  first: "pump",
  second: "pump",
}

/** `bill.with(options)`, whatever it is given. */
const billAsSaid = () =>
  Object.assign(async (input: unknown): Promise<unknown> => input, {
    definition: bill.definition,
    callOptions: calling.options,
  })

const orderMain = setup<object>().createMachine({
  id: "main",
  initial: "begin",
  states: {
    begin: segment((_: object, input: unknown) => child(billAsSaid(), input), { next: "bill" }),
    bill: wait("bill", { done: "end", keep: [] }),
    end: segment((_: object, value: unknown) => completed(`ordered: ${String(value)}`), { return: "returned" }),
    returned: returned(),
    threw: threw(),
  },
})

/** `async (input) => { await sleep("1 hour"); return bill(input) }` */
const orderLater = workflow("orderLater", { input: z.string(), output: z.unknown() }, async () => "")

const orderLaterMain = setup<{ input: string }>().createMachine({
  id: "main",
  initial: "begin",
  states: {
    begin: segment(
      (f: { input: string }, input: string) => {
        f.input = input
        return sleep("1 hour")
      },
      { next: "sleep" },
      { assigns: ["input"] },
    ),
    sleep: wait("sleep", { done: "call", keep: ["input"] }),
    call: segment((f: { input: string }) => child(bill, f.input), { next: "bill" }),
    bill: wait("bill", { done: "end", keep: [] }),
    end: segment((_: object, value: unknown) => completed(value), { return: "returned" }),
    returned: returned(),
    threw: threw(),
  },
})

/** `async (input) => bill.start(input, options)` */
const notify = workflow("notify", { input: z.string() }, async () => {})

const notifyMain = setup<object>().createMachine({
  id: "main",
  initial: "begin",
  states: {
    begin: segment((_: object, input: string) => sent(bill, input, calling.options), { next: "bill" }),
    bill: wait("bill", { done: "end", keep: [] }),
    end: segment((_: object, value: unknown) => completed(value), { return: "returned" }),
    returned: returned(),
    threw: threw(),
  },
})

/** `async () => { await bill.start(calling.first, options); return bill.start(calling.second, options) }` */
const notifyTwice = workflow("notifyTwice", {}, async () => {})

const notifyTwiceMain = setup<object>().createMachine({
  id: "main",
  initial: "begin",
  states: {
    begin: segment(() => sent(bill, calling.first, calling.options), { next: "first" }),
    first: wait("first", { done: "again", keep: [] }),
    again: segment(() => sent(bill, calling.second, calling.options), { next: "bill" }),
    bill: wait("bill", { done: "end", keep: [] }),
    end: segment((_: object, value: unknown) => completed(value), { return: "returned" }),
    returned: returned(),
    threw: threw(),
  },
})

/** `async (depth) => depth === 0 ? "deep" : dig(depth - 1)`: with and without a bound of its own. */
const digging = (name: string, maxDepth?: number) => {
  const dig = workflow(
    name,
    { input: z.number(), output: z.unknown(), ...(maxDepth !== undefined && { maxDepth }) },
    async () => "deep",
  )
  const main = setup<object>().createMachine({
    id: "main",
    initial: "begin",
    states: {
      begin: segment((_: object, depth: number) => (depth === 0 ? "deep" : child(dig, depth - 1)), {
        next: "dig",
        deep: "deep",
      }),
      dig: wait("dig", { done: "end", keep: [] }),
      deep: segment(() => completed("deep"), { return: "returned" }),
      end: segment((_: object, value: unknown) => completed(value), { return: "returned" }),
      returned: returned(),
      threw: threw(),
    },
  })
  return program({ workflow: dig, version: "1", main })
}

/** All of them, with `order` in some version, and another sub-workflow `bill` in `orderLater`. */
export const workflowsWith = (orderVersion: string, billContract = "a") =>
  registry({
    bill: program({ workflow: bill, version: "1", main: billMain, steps: [work] }),
    order: program({ workflow: order, version: orderVersion, main: orderMain }),
    orderLater: program({
      workflow: orderLater,
      version: "1",
      main: orderLaterMain,
      contracts: { "workflow bill": billContract },
    }),
    notifyTwice: program({ workflow: notifyTwice, version: "1", main: notifyTwiceMain }),
    notify: program({ workflow: notify, version: "1", main: notifyMain }),
    dig: digging("dig"),
    mine: digging("mine", 3),
  })

export const workflows = workflowsWith("1")
