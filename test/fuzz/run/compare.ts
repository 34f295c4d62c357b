import { setImmediate } from "node:timers/promises"
import { encodeValue } from "@statewright/model"
import { type Mode, runCompiled, runInline, type SentEvents, type TestResult } from "@statewright/testing"
import { takeNotes } from "../world/notes.ts"
import type { Built } from "./compile-batch.ts"
import { type Plan, stubsOf } from "./plan.ts"

type Ready = Extract<Built, { readonly kind: "built" }>

/** All that can be told of a run, line by line. */
export type Story = readonly string[]

/** A run that went another way when compiled. */
export interface Difference {
  readonly plan: Plan
  readonly mode: Mode
  readonly native: Story
  readonly compiled: Story
}

const modes: readonly Mode[] = ["memory", "roundtrip", "duplicate"]

const input = { n: 5, s: "in" }

/** The same time and chance for both. */
const world = { now: Date.UTC(2026, 0, 2, 3, 4, 5), seed: "fuzz" }

/** What is sent to every program: at once, or some time after. */
const events: SentEvents = {
  go: [2, 1, 3, { after: "500 milliseconds", payload: 1 }, { after: "1500 milliseconds", payload: 2 }, 4, 5, 2],
  word: ["a", "bb", { after: "700 milliseconds", payload: "ccc" }, { after: "2 seconds", payload: "d" }, "ee", ""],
  parcel: [
    { n: 1 },
    { n: 3, tag: "x" },
    { after: "300 milliseconds", payload: { n: 5, tag: "e" } },
    { n: 4, tag: "f" },
    { after: "1 second", payload: { n: 9 } },
  ],
}

/** Runs a program as it stands. */
const runNative = async (
  { workflow, source }: Ready,
  plan: Plan,
): Promise<{ readonly story: Story; readonly notes: Story; readonly calls: number }> => {
  const { stubs, calls } = stubsOf(source.name, plan)
  takeNotes()
  const story = await storyOf(() => runInline(workflow, input as never, { ...world, events, steps: stubs }))
  return { story, notes: takeNotes(), calls: calls() }
}

/** The first difference between a program and its machine under a plan. */
export const differenceUnder = async (
  ready: Ready,
  plan: Plan,
): Promise<{ readonly difference: Difference | undefined; readonly calls: number }> => {
  const { story, notes, calls } = await runNative(ready, plan)
  for (const mode of modes) {
    takeNotes()
    const { stubs } = stubsOf(ready.source.name, plan)
    // Watching for what never ends costs as much as all the rest: once for each program is enough.
    const program = plan === "" && mode === "memory" ? ready.program : { ...ready.program, segmentTimeout: Infinity }
    const compiled = await storyOf(() => runCompiled(program, input as never, { ...world, events, steps: stubs, mode }))
    const noted = takeNotes()
    const same = (a: Story, b: Story): boolean => a.length === b.length && a.every((line, at) => line === b[at])
    if (isDeadEnd(story, compiled)) continue
    if (!same(story, compiled)) return { difference: { plan, mode, native: story, compiled }, calls }
    // In the other mode everything is evaluated twice.
    if (mode !== "duplicate" && !same(notes, noted)) {
      return {
        difference: { plan, mode, native: [`notes ${notes.join(" ")}`], compiled: [`notes ${noted.join(" ")}`] },
        calls,
      }
    }
  }
  return { difference: undefined, calls }
}

/** A function that waits without end has no state to name, and is told of it only where that is known. */
const isDeadEnd = (native: Story, compiled: Story): boolean => {
  const isTold = (story: Story): boolean => story.at(-1)?.startsWith("threw NothingCanCome") ?? false
  const isKnown = isTold(native) && native.slice(0, -1).join("\n") === compiled.slice(0, -1).join("\n")
  return isTold(compiled) && (isKnown || (native.length === 1 && native[0] === neverEnded))
}

const neverEnded = "never ended"

const storyOf = async (run: () => Promise<TestResult<unknown>>): Promise<Story> => {
  try {
    const ended = await orNever(run())
    if (ended === undefined) return [neverEnded]
    const { status, output, error, trace, events: waits = [] } = ended
    const steps = trace.map(
      ({ step, input: given, outcome }) =>
        `${step}(${textOf(given)}) ${outcome === undefined ? "open" : outcome.ok ? textOf(outcome.value) : errorText(outcome.error)}`,
    )
    const told = waits.map(({ event, outcome }) => `${event} ${outcome?.ok ? textOf(outcome.value) : "none"}`)
    return [...steps, ...told, status === "completed" ? `returned ${textOf(output)}` : `threw ${errorText(error)}`]
  } catch (error) {
    return [`the test kit rejected: ${errorText(error)}`]
  }
}

/** A value's text; where an error was thrown differs, and must. */
const textOf = (value: unknown): string => encodeValue(value, "value").replaceAll(/(?:\\n {4}at [^"\\]*)+/g, "")

/** A race of nothing is never settled: then the event loop has nothing more to do, however slow the machine. */
const orNever = async <Value>(running: Promise<Value>): Promise<Value | undefined> => {
  let timer: NodeJS.Timeout | undefined
  const never = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => void idleTurns(resolve), 500)
  })
  return Promise.race([running, never]).finally(() => clearTimeout(timer))
}

/** More turns than all the calls of a run may take. */
const idleTurns = async (then: (value: undefined) => void): Promise<void> => {
  for (let turn = 0; turn < 4000; turn++) await setImmediate()
  then(undefined)
}

const errorText = (error: unknown): string => {
  if (!(error instanceof Error)) return `no error: ${JSON.stringify(error)}`
  const tag = "_tag" in error ? ` [${String(error._tag)}]` : ""
  return `${error.name}${tag}: ${error.message}`
}
