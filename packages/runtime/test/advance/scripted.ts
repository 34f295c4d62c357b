import { atLeast, step, workflow } from "@statewright/workflow"
import {
  awaited,
  call,
  completed,
  dispatch,
  each,
  fork,
  join,
  leave,
  locked,
  parallel,
  program,
  race,
  region,
  returned,
  segment,
  setup,
  sleep,
  start,
  started,
  threw,
  wait,
} from "../../src/machine/index.ts"
import type { MachineSource } from "../../src/machine/setup.ts"

/** What a procedure of these tests does, one thing after the other; it answers what the last came to. */
export interface Script {
  readonly does: readonly Act[]
  /** What its `finally` awaits: steps by their names, `never` for what never comes, or anything else. */
  readonly cleanUp?: readonly (string | Act)[]
  /** Its `catch` answers this instead of throwing. */
  readonly swallows?: string
}

/** One thing that a procedure does. */
export type Act =
  | { readonly kind: "step"; readonly name: string }
  | { readonly kind: "sleep"; readonly millis: number }
  | { readonly kind: "throw"; readonly error: string }
  | { readonly kind: "call"; readonly script: Script }
  /** Waits for what it has begun, or its caller had before it was called; for nothing if there is no such promise. */
  | { readonly kind: "await"; readonly of: "held" | "given" }
  /** `await Promise.race([])` */
  | { readonly kind: "never" }
  /** Begins it and does not wait for it. */
  | { readonly kind: "begin"; readonly act: Act }
  | { readonly kind: "fork"; readonly of: Readonly<Record<string, Script>>; readonly options?: object }
  | { readonly kind: "parallel"; readonly of: readonly Script[]; readonly options?: object; readonly unused?: boolean }
  | { readonly kind: "race"; readonly of: Readonly<Record<string, Act>>; readonly options?: object }
  | { readonly kind: "mutex"; readonly key: string; readonly script: Script }
  | {
      readonly kind: "each"
      readonly of: readonly Script[]
      readonly options?: object
      readonly unused?: boolean
    }

export { atLeast }

/** What steps named `slow` have begun with, in this process; none of them ever ends. */
export const slowCalls: boolean[] = []

const work = step("work", {
  run: async (value: string, { signal }) => {
    if (!value.startsWith("slow")) return value
    slowCalls.push(signal.aborted)
    return new Promise<string>(() => {})
  },
})
const flow = workflow("flow", {}, async () => "")

interface Locals {
  script: Script
  at: number
  cleaned: number
  last: unknown
  held: unknown[]
  given: readonly unknown[]
}

/** A call of the procedure that does what a script says, and may wait for what its caller holds. */
const branch = (f: Locals, ...args: readonly [Script] | []): ReturnType<typeof call> =>
  call("branch", args, { given: [...f.given, ...f.held] })

const commandFor = (
  f: Locals,
  act: Act,
): ReturnType<typeof fork> | ReturnType<typeof start> | ReturnType<typeof sleep> | ReturnType<typeof call> => {
  switch (act.kind) {
    case "step":
      return start(work, act.name)
    case "sleep":
      return sleep(act.millis)
    case "call":
      return branch(f, act.script)
    case "fork":
      return fork(
        mapped(act.of, (script) => branch(f, script)),
        act.options,
      )
    case "parallel":
      return parallel(
        act.of.map((script) => branch(f, script)),
        act.options,
        act.unused,
      )
    case "race":
      return race(
        mapped(act.of, (each) => commandFor(f, each)),
        act.options,
      )
    case "each":
      return each(act.of, act.options, branch(f), act.unused)
    case "mutex":
      return locked(act.key, {}, branch(f, act.script))
    case "throw":
    case "begin":
    case "await":
    case "never":
      throw new Error(act.kind)
  }
}

const mapped = <From, To>(of: Readonly<Record<string, From>>, to: (each: From) => To): Readonly<Record<string, To>> =>
  Object.fromEntries(Object.entries(of).map(([name, value]) => [name, to(value)]))

/** `try { for (const act of script.does) last = await act; return last } catch { .. } finally { .. }` */
const scripted = (id: string): MachineSource => ({
  id,
  initial: "begin",
  states: {
    begin: segment(
      (f: Locals, given: Script | [Script]) => {
        f.script = Array.isArray(given) ? given[0] : given
        f.at = 0
        f.cleaned = 0
        f.held = []
        f.given ??= []
      },
      { next: "try" },
      { assigns: ["script", "at", "cleaned", "held", "given"] },
    ),
    try: region({
      initial: "inner",
      caught: leave(`#${id}.finally`, "$finally", "throw"),
      states: {
        inner: region({
          initial: "head",
          caught: `#${id}.try.catch`,
          states: {
            head: segment(
              (f: Locals) => {
                const act = f.script.does[f.at++]
                if (act === undefined) return completed(f.last)
                if (act.kind === "throw") throw new Error(act.error)
                if (act.kind === "never") return join("race", [])
                if (act.kind === "await") return awaited(f[act.of][0])
                if (act.kind !== "begin") return commandFor(f, act)
                f.last = act.act
                return "begin"
              },
              { next: "act", begin: "toBegin", return: leave(`#${id}.finally`, "$finally", "return") },
              { assigns: ["at", "last"] },
            ),
            act: wait("act", { done: "after", keep: ["script", "at", "cleaned", "last", "held", "given"] }),
            toBegin: segment((f: Locals) => commandFor(f, f.last as Act), { next: "beginning" }),
            beginning: started("begun", { next: "held" }),
            held: segment(
              (f: Locals, promise: unknown) => void f.held.push(promise),
              { next: "head" },
              { appends: ["held"] },
            ),
            after: segment(
              (f: Locals, value: unknown) => void (f.last = value),
              { next: "head" },
              { assigns: ["last"] },
            ),
          },
        }),
        catch: segment(
          (f: Locals, error: unknown) => {
            if (f.script.swallows === undefined) throw error
            return completed(f.script.swallows)
          },
          { return: leave(`#${id}.finally`, "$finally", "return") },
        ),
      },
    }),
    finally: region({
      initial: "head",
      states: {
        head: segment(
          (f: Locals) => {
            const name = f.script.cleanUp?.[f.cleaned++]
            if (name === undefined) return "done"
            if (typeof name !== "string") return commandFor(f, name)
            return name === "never" ? join("race", []) : start(work, name)
          },
          { next: "work", done: "end" },
          { assigns: ["cleaned"] },
        ),
        work: wait("finally/work", { done: "head", keep: ["script", "cleaned", "held", "given", "$finally"] }),
        end: dispatch("$finally", { return: `#${id}.returned` }),
      },
    }),
    returned: returned(),
    threw: threw(),
  },
})

/** A workflow whose input says what it does. */
export const scriptedProgram = program({
  workflow: flow,
  version: "1",
  main: setup<Locals>().createMachine(scripted("main")),
  helpers: { branch: setup<Locals>().createMachine(scripted("branch")) },
  steps: [work],
})
