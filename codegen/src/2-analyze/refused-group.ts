import type { GroupWord } from "@statewright/model"

import { placeOf } from "../1-read/place-of.ts"
import type { ts } from "../1-read/syntax.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"

/** Why the branches of a group cannot be seen. */
export type Unseen = keyof typeof reasons

const asFunction = "Hand over a function that calls it: `() => pack(line)`, or an `async` one."

const reasons = {
  notAnObject: {
    problem: "is not given an object that is written there, so its branches cannot be seen",
    remedy: "Write its branches in the call, each by its name: `{ stock: async () => ..., mail: async () => ... }`.",
  },
  notAList: {
    problem: "is not given a list that is written there, so its branches cannot be seen",
    remedy: "Write its branches in the call, `[() => first(a), () => second(b)]`; what goes over a list is `forEach`.",
  },
  withoutName: {
    problem: "has a branch without a name that is written there",
    remedy:
      "Name each branch by a plain word: numbers, `__proto__` and computed names are none, and nothing is spread.",
  },
  spread: {
    problem: "has arguments or branches that are spread or left out",
    remedy: "Write each of them in the call.",
  },
  notAFunction: {
    problem: "has a branch that is neither written there nor the name of an `async` function",
    remedy: "Write a function there that calls it: `() => charge(order)`, or an `async` one.",
  },
  notABody: {
    problem: "has a body that is neither written there nor the name of an `async` function",
    remedy: "Write a function there that calls it: `(item) => charge(item)`, or an `async` one.",
  },
  cannotBeCut: {
    problem: "is given a call of a function, which has begun before it and which it could not cancel",
    remedy: asFunction,
  },
  hasBegun: {
    problem: "is given a call, which has begun already, and a `maxParallelism`",
    remedy: asFunction,
  },
  beginsEarly: {
    problem: "is given a call that begins before something else which may fail or change what it is called with",
    remedy: "Evaluate that into a `const` before; or hand over a function that calls it: `() => charge(order)`.",
  },
} as const

/** Refuses a group whose branches cannot be seen. */
export const unseen = (word: GroupWord, at: ts.Node, why: Unseen): Diagnostic => {
  const { problem, remedy } = reasons[why]
  return diagnostic("SW2305", placeOf(at), { word, problem, remedy })
}
