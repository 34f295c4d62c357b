import { step, workflow, failure } from "@statewright/workflow"
import { z } from "zod"
import {
  completed,
  program,
  region,
  registry,
  returned,
  segment,
  setup,
  sleep,
  start,
  threw,
  wait,
} from "../../src/machine/index.ts"

export class Refused extends failure("Refused", z.object({ reason: z.string() })) {}

/** What the steps below do next; a test sets it. */
export const world = {
  calls: [] as { input: unknown; attempt: number; idempotencyKey: string; aborted: () => boolean }[],
  act: async (_input: unknown): Promise<unknown> => "done",
}

const work = step("work", {
  errors: [Refused],
  retry: {
    strategy: "exponential",
    initialDelay: "1 second",
    maxDelay: "10 seconds",
    maxAttempts: 4,
    jitter: "none",
    unless: ["Refused"],
  },
  timeout: "30 seconds",
  run: async (input: unknown, { attempt, idempotencyKey, signal }) => {
    world.calls.push({ input, attempt, idempotencyKey, aborted: () => signal.aborted })
    return world.act(input)
  },
})

/** `async (input) => work(input)` */
const workOnce = workflow("workOnce", { input: z.unknown(), errors: [Refused] }, async (input) => work(input))

const workOnceMain = setup<object>().createMachine({
  id: "main",
  initial: "begin",
  states: {
    begin: segment((_: object, input: unknown) => start(work, input), { next: "work" }),
    work: wait("work", { done: "end", keep: [] }),
    end: segment((_: object, value: unknown) => completed(value), { return: "returned" }),
    returned: returned(),
    threw: threw(),
  },
})

/** `async () => { await sleep("1 day"); return "woke" }` */
const nap = workflow("nap", {}, async () => "woke")

const napMain = setup<object>().createMachine({
  id: "main",
  initial: "begin",
  states: {
    begin: segment(() => sleep("1 day"), { next: "sleep" }),
    sleep: wait("sleep", { done: "end", keep: [] }),
    end: segment(() => completed("woke"), { return: "returned" }),
    returned: returned(),
    threw: threw(),
  },
})

/** `async () => { await sleep("1 day"); return work("after") }` */
const workLater = workflow("workLater", {}, async () => work("after"))

const workLaterMain = setup<object>().createMachine({
  id: "main",
  initial: "begin",
  states: {
    begin: segment(() => sleep("1 day"), { next: "sleep" }),
    sleep: wait("sleep", { done: "call", keep: [] }),
    call: segment(() => start(work, "after"), { next: "work" }),
    work: wait("work", { done: "end", keep: [] }),
    end: segment((_: object, value: unknown) => completed(value), { return: "returned" }),
    returned: returned(),
    threw: threw(),
  },
})

/** `async () => { try { await sleep("1 day") } catch { await work("tidy") } }` */
const tidyMain = setup<object>().createMachine({
  id: "main",
  initial: "try",
  states: {
    try: region({
      initial: "begin",
      caught: "caught",
      states: {
        begin: segment(() => sleep("1 day"), { next: "sleep" }),
        sleep: wait("try/sleep", { done: "woke", keep: [] }),
        woke: segment(() => completed(undefined), { return: "#main.returned" }),
      },
    }),
    caught: segment(() => start(work, "tidy"), { next: "work" }),
    work: wait("catch/work", { done: "end", keep: [] }),
    end: segment(() => completed(undefined), { return: "returned" }),
    returned: returned(),
    threw: threw(),
  },
})

const tidy = workflow("tidy", {}, async () => {})

/** `async () => { try { await work("first") } catch { await work("tidy") } }` */
const redoMain = setup<object>().createMachine({
  id: "main",
  initial: "try",
  states: {
    try: region({
      initial: "begin",
      caught: "caught",
      states: {
        begin: segment(() => start(work, "first"), { next: "work" }),
        work: wait("try/work", { done: "worked", keep: [] }),
        worked: segment(() => completed(undefined), { return: "#main.returned" }),
      },
    }),
    caught: segment(() => start(work, "tidy"), { next: "work" }),
    work: wait("catch/work", { done: "end", keep: [] }),
    end: segment(() => completed(undefined), { return: "returned" }),
    returned: returned(),
    threw: threw(),
  },
})

const redo = workflow("redo", {}, async () => {})

/** As it is compiled when the step `work` has this contract. */
export const workLaterWith = (contract: string) =>
  registry({
    workLater: program({
      workflow: workLater,
      version: "1",
      main: workLaterMain,
      steps: [work],
      contracts: { work: contract },
    }),
  })

export const workOnceProgram = program({ workflow: workOnce, version: "1", main: workOnceMain, steps: [work] })
export const napProgram = program({ workflow: nap, version: "1", main: napMain })
const redoProgram = program({ workflow: redo, version: "1", main: redoMain, steps: [work] })
const tidyProgram = program({ workflow: tidy, version: "1", main: tidyMain, steps: [work] })
export const workflows = registry({ workOnce: workOnceProgram, nap: napProgram, tidy: tidyProgram, redo: redoProgram })
