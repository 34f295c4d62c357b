import { setImmediate } from "node:timers/promises"
import type { Stubs } from "@statewright/testing"
import type { Box } from "../world/pure.ts"
import { Refused } from "../world/steps.ts"

/**
 * What the steps of a run do, one letter for each call: a digit changes what is answered; `F` is a declared failure, `E`
 * an ordinary error, `T` a mistake of the body; 6, 7 and `f` let others end first. Calls beyond its end do as `0` says.
 */
export type Plan = string

/** The letters of a plan. */
export const letters = ["0", "1", "2", "3", "4", "5", "6", "7", "F", "E", "T", "f"] as const

/**
 * How many turns of the event loop a call takes; 1 if it is not here. With none, of two calls that begin together a
 * failure would come first by some microtasks, which nothing says it must.
 */
const slowness: Readonly<Record<string, number>> = { "6": 6, "7": 12, f: 9 }

/** A run that calls more than this is taken for one that does not end. */
const mostCalls = 300

/** Stubs that do as a plan says, and count the calls. */
export const stubsOf = (program: string, plan: Plan): { readonly stubs: Stubs; readonly calls: () => number } => {
  let calls = 0
  const answer =
    <Input>(make: (input: Input, digit: number, call: number) => unknown) =>
    async (input: Input): Promise<unknown> => {
      const call = calls++
      const letter = call < plan.length ? (plan[call] ?? "0") : "0"
      if (calls > mostCalls) throw new Error("too many calls")
      for (let turns = slowness[letter] ?? 1; turns > 0; turns--) await setImmediate()
      if (letter === "F" || letter === "f") throw new Refused({ at: call })
      if (letter === "E") throw new Error(`broken ${call}`)
      if (letter === "T") return missing().inner
      return make(input, Number(letter), call)
    }
  const stubs: Stubs = {
    [`here_${program}`]: answer((n: number, digit, call) => (n + digit * 3 + call) % 97),
    num: answer((n: number, digit, call) => (n + digit * 5 + call) % 97),
    str: answer((s: string, digit, call) => `${s.slice(0, 8)}${digit}${call % 10}`),
    test: answer((_: number, digit, call) => (call % 3 === 2) !== (digit % 2 === 0)),
    pick: answer((_: number, digit) => digit),
    nums: answer((numbers: number[], digit, call) => [...numbers.slice(0, 3), digit, call % 10]),
    box: answer(({ n, tag }: Box, digit) => ({ n: (n + digit) % 97, tag: `${tag.slice(0, 8)}${digit}` })),
    maybe: answer((n: number, digit) => (digit % 2 === 0 ? n % 97 : undefined)),
    tick: later(answer((_: undefined, digit, call) => (call + digit) % 97)),
    see: answer((_: unknown, digit, call) => (call + digit) % 97),
  }
  return { stubs, calls: () => calls }
}

/** It has no input that must be checked first, and yet is called in its turn, after what was begun before it. */
const later =
  <Input>(stub: (input: Input) => Promise<unknown>) =>
  async (input: Input): Promise<unknown> => {
    await Promise.resolve()
    return stub(input)
  }

const missing = (): { readonly inner: unknown } => {
  const nothing: { readonly inner: unknown } | undefined = undefined
  // The mistake that is wanted.
  return nothing as unknown as { readonly inner: unknown }
}
