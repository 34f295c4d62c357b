import type * as Authoring from "@statewright/workflow"
import { z } from "zod"
import type * as Machine from "../../src/machine/index.ts"

/** The modules that machines are made of: today's, or those of an old checkout. */
export interface Code {
  readonly machine: typeof Machine
  readonly authoring: typeof Authoring
}

/** What the step does with an input. */
export type Act = (input: number) => Promise<number>

/** Machines as every format knows them; never change them, or old files cannot go on. */
export const formatPrograms = ({ machine, authoring }: Code, act: Act) => {
  const { completed, program, region, registry, returned, segment, setup, sleep, start, threw, wait } = machine
  const { step, workflow } = authoring
  const work = step("work", {
    input: z.number(),
    output: z.number(),
    retry: { strategy: "fixed", initialDelay: "1 hour", maxAttempts: 2 },
    run: (input) => act(input),
  })

  /** `async (input) => work(input)` */
  const once = workflow("once", { input: z.number() }, async (input) => work(input))
  const onceMain = setup<object>().createMachine({
    id: "main",
    initial: "begin",
    states: {
      begin: segment((_: object, input: number) => start(work, input), { next: "work" }),
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

  interface Gathered {
    count: number
    all: number[]
    i: number
  }

  /** `async (count) => { const all = []; for (let i = 0; i < count; i++) all.push(await work(i)); return all }` */
  const gather = workflow("gather", { input: z.number() }, async (count) => [count])
  const gatherMain = setup<Gathered>().createMachine({
    id: "main",
    initial: "begin",
    states: {
      begin: segment(
        (f: Gathered, count: number) => {
          f.count = count
          f.all = []
          f.i = 0
        },
        { next: "for_i" },
        { assigns: ["count", "all", "i"] },
      ),
      for_i: region({
        initial: "head",
        states: {
          head: segment((f: Gathered) => (f.i < f.count ? start(work, f.i) : "done"), {
            next: "work",
            done: "#main.end",
          }),
          work: wait("for_i/work", { done: "after", keep: ["count", "all", "i"] }),
          after: segment(
            (f: Gathered, value: number) => {
              f.all.push(value)
              f.i++
            },
            { next: "head" },
            { assigns: ["i"], appends: ["all"] },
          ),
        },
      }),
      end: segment((f: Gathered) => completed(f.all), { return: "returned" }),
      returned: returned(),
      threw: threw(),
    },
  })

  return registry({
    once: program({ workflow: once, version: "1", main: onceMain, steps: [work] }),
    nap: program({ workflow: nap, version: "1", main: napMain }),
    gather: program({ workflow: gather, version: "1", main: gatherMain, steps: [work] }),
  })
}
