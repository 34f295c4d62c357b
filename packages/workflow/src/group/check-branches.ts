import { type GroupWord, shownValue } from "@statewright/model"
import { InvalidOption } from "../option/invalid-option.ts"
import type { Branch } from "./join-options.ts"

/** The branches of a list or a record, in order; throws `InvalidOption` for what a program without types may give. */
export const checkBranches = (word: GroupWord, given: unknown): readonly Branch[] => {
  if (typeof given !== "object" || given === null) {
    const problem = `its branches are ${shownValue(given)}`
    throw new InvalidOption(word, problem, word === "parallel" ? "Give an array of them." : "Give an object of them.")
  }
  for (const [name, branch] of Object.entries(given)) {
    if (typeof branch === "function" || (word !== "fork" && isPromise(branch))) continue
    const is = word === "fork" ? "a function" : "a call or a function"
    throw new InvalidOption(
      word,
      `its branch \`${name}\` is ${shownBranch(branch)}`,
      `Each must be ${is}: \`() => charge(order)\`.`,
    )
  }
  return Object.values(given) as readonly Branch[] // each was looked at
}

const isPromise = (branch: unknown): boolean =>
  typeof branch === "object" && branch !== null && typeof (branch as { then?: unknown }).then === "function" // it may be anything

const shownBranch = (branch: unknown): string => (isPromise(branch) ? "a Promise" : shownValue(branch))
