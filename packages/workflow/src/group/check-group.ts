import { type GroupWord, shownValue } from "@statewright/model"
import { checkOptions } from "../option/check-options.ts"
import { InvalidOption } from "../option/invalid-option.ts"
import { anything, oneOf, type OptionKind } from "../option/option-kind.ts"

/** Refuses options that a group of this word does not take; throws `InvalidOption`. */
export const checkGroup = (word: GroupWord, options: object): void => {
  checkCount(word, "join" in options ? options.join : undefined)
  checkOptions(word, options, kindsOf(word, options))
  if (word !== "forEach") return
  const { join, onError, mode = "sequential", maxParallelism } = options as Readonly<Record<string, unknown>> // looked at above
  if (join !== undefined && join !== "all" && onError !== undefined) {
    const problem = `both \`join\` and \`onError\` say what a failure does`
    throw new InvalidOption(word, problem, "With a counted `join` leave `onError` out.")
  }
  if (mode === "sequential" && maxParallelism !== undefined) {
    throw new InvalidOption(word, "`maxParallelism` is for iterations side by side", 'Add `mode: "parallel"`.')
  }
}

/** `atLeast(0)`, where only the run knows the number. */
const checkCount = (word: GroupWord, join: unknown): void => {
  if (typeof join !== "object" || join === null || !("atLeast" in join) || isCount(join.atLeast)) return
  const problem = `its \`join\` is \`atLeast(${shownValue(join.atLeast)})\``
  throw new InvalidOption(word, problem, "Ask for a whole number from 1.")
}

const kindsOf = (word: GroupWord, options: object): Readonly<Record<string, OptionKind>> => {
  switch (word) {
    case "parallel":
    case "fork":
      return branches
    case "race":
      return "join" in options && options.join !== undefined ? branches : { join, losers }
    case "forEach":
      return iterations
    case "pool":
      return { maxParallelism, instanceTimeout: anything }
    case "scope":
    case "mutex":
      return {}
  }
}

const join: OptionKind = {
  is: '"all", "any", "majority" or `atLeast(n)` with a whole n from 1',
  holds: (value) => value === "all" || value === "any" || value === "majority" || isAtLeast(value),
}

const isAtLeast = (value: unknown): boolean =>
  typeof value === "object" && value !== null && isCount((value as { atLeast?: unknown }).atLeast) // it may be anything

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 1

const losers = oneOf("cancel", "await", "detach")

const maxParallelism: OptionKind = {
  is: "a whole number from 1, or `Infinity`",
  holds: (value) => value === Infinity || isCount(value),
}

const maxIterations: OptionKind = {
  is: "a whole number from 0",
  holds: (value) => Number.isSafeInteger(value) && Number(value) >= 0,
}

// What is no duration has an error of its own.
const branches = { join, losers, maxParallelism, branchTimeout: anything }

const iterations = {
  mode: oneOf("sequential", "parallel"),
  maxParallelism,
  onError: oneOf("stop", "continue", "collect"),
  maxIterations,
  join,
  losers,
  iterationTimeout: anything,
}

/** Refuses a join that its members could never meet, and a group that would wait for nobody. */
export const checkJoin = (word: GroupWord, need: number | undefined, total: number): void => {
  if ((word === "fork" || word === "race") && total === 0) {
    throw new InvalidOption(word, "it has no branches", "Name at least one branch.")
  }
  if (need === undefined || need <= total) return
  const members = `${total} ${word === "forEach" ? "item" : "branch"}${total === 1 ? "" : word === "forEach" ? "s" : "es"}`
  throw new InvalidOption(word, `its \`join\` needs ${need} of ${members}`, "Ask for at most as many as there are.")
}

/** Refuses a bound over what is at work already. */
export const checkBegun = (word: GroupWord, window: unknown, begun: boolean): void => {
  if (!begun || window === undefined || window === Infinity) return
  const problem = `\`maxParallelism\` is ${shownValue(window)}, and its branches have begun`
  throw new InvalidOption(word, problem, "Give functions that begin them: `() => charge(order)`.")
}
