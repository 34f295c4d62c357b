import { isDeepStrictEqual } from "node:util"

import { runCompiled, runInline, type SentEvents, type TestResult } from "@statewright/testing"
import type { Program } from "statewright/machine"
import { sentMails } from "./sent-mails.ts"

/** How one call of a step ends: 0 answers "no", 1 answers "yes", 2 fails. */
export type Plan = readonly number[]

/** A workflow that went another way compiled than as a function. */
export interface Difference {
  readonly plan: Plan
  /** Which of the mails. */
  readonly mail: number
  readonly mode: string
  readonly native: unknown
  readonly compiled: unknown
}

/** The same time and the same chance for both. */
const world = { now: Date.UTC(2026, 10, 22), seed: "differential" }

const modes = ["memory", "roundtrip", "duplicate"] as const

interface Bounds {
  /** How many calls of a run are planned; later ones answer "no". */
  readonly depth: number
  /** How many plans are tried at most. */
  readonly most: number
}

/** Runs a workflow natively and compiled, under every plan up to a depth, and compares what can be seen of it. */
export const differences = async (
  program: Program,
  { depth, most }: Bounds,
): Promise<{ readonly tried: number; readonly found: Difference[] }> => {
  const found: Difference[] = []
  const open: Plan[] = [[]]
  const input = program.workflow.definition.input === undefined ? undefined : exampleInput
  let tried = 0
  const mails = Object.keys(program.events).length === 0 ? [{}] : sentMails
  for (let plan = open.shift(); plan !== undefined && tried < most; plan = open.shift()) {
    tried++
    const given = plan
    const run = async (events: SentEvents, mode: (typeof modes)[number] | "native"): Promise<Seen> => {
      const options = { steps: stubs(given), events, ...world }
      try {
        return mode === "native"
          ? seen(await runInline(program.workflow as never, input as never, options))
          : seen(await runCompiled(program as never, input as never, { ...options, mode }))
      } catch (error) {
        return { status: String(error), trace: [] }
      }
    }
    let calls = 0
    for (const [mail, events] of mails.entries()) {
      const native = await run(events, "native")
      calls = Math.max(calls, native.trace.length)
      for (const mode of modes) {
        const compiled = await run(events, mode)
        if (!isDeepStrictEqual(native, compiled)) found.push({ plan, mail, mode, native, compiled })
      }
    }
    if (plan.length < depth && calls > plan.length) {
      // What an unplanned call does is the plan with 0 at its place, so only the others are new.
      const upTo = [...plan, ...Array.from({ length: Math.min(calls, depth) - plan.length }, () => 0)]
      for (let at = plan.length; at < upTo.length; at++) {
        for (const ending of [1, 2]) open.push([...upTo.slice(0, at), ending])
      }
    }
  }
  return { tried, found }
}

/** What is seen of a run; of one that the test itself broke off, why. */
interface Seen {
  readonly status: string
  readonly trace: readonly unknown[]
}

const seen = ({
  status,
  output,
  error,
  trace,
  events,
}: TestResult<unknown>): Seen & Readonly<Record<string, unknown>> => ({
  status,
  output,
  error: error instanceof Error ? `${error.name}: ${error.message}` : error,
  trace: trace.map(({ step, input, outcome }) => [step, input, outcome?.ok]),
  events: events?.map(({ event, outcome }) => [event, outcome?.ok === true ? outcome.value : outcome?.ok]),
})

/** Fits every workflow of the fixtures that takes an input. */
const exampleInput = { count: 3, a: 1, n: 2 }

const stubs = (plan: Plan) => {
  let calls = 0
  const next = (): number => plan[calls++] ?? 0
  const answer = (id: unknown): number => {
    const ending = next()
    if (ending === 2) throw new TypeError(`step ${JSON.stringify(id)} failed`)
    return ending
  }
  return {
    ask: async (id: unknown) => answer(id) === 1,
    start: async (id: unknown) => answer(id) === 1,
    end: async (id: unknown) => answer(id) === 1,
    returned: async (id: unknown) => answer(id) === 1,
    count: async (id: unknown) => answer(id) + 1,
    square: async (id: { value: number }) => answer(id) + id.value * id.value,
    find: async (id: unknown) => (answer(id) === 1 ? `found ${String(id)}` : undefined),
    fetchAnswer: async (id: unknown) =>
      answer(id) === 1 ? { kind: "number", number: 7 } : { kind: "text", text: String(id) },
    see: answer,
    load: async (id: unknown) => ({ id, list: [answer(id), 7], nested: { n: 1 } }),
  }
}
