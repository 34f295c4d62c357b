import type { Exit, SegmentState } from "@statewright/model"
import { exitWords } from "./folding.ts"

/** What stands in a decision and on each of its arrows, in the order of the exits. */
export interface DecisionText {
  readonly text: string
  readonly words: readonly (readonly string[])[]
}

/**
 * Words a segment that chooses: with one condition it is the question and the arrows carry the author's words; with
 * several, each arrow carries its own.
 *
 * @example decisionText(head) // { text: "i < count", words: [["yes"], ["done"]] }
 */
export const decisionText = (segment: SegmentState): DecisionText => {
  const question = onlyQuestion(segment.exits)
  if (question === undefined) return { text: segment.label, words: segment.exits.map(conditionWords) }
  return { text: question, words: segment.exits.map((exit) => answerWords(exit, question, segment.exits)) }
}

/** The one condition that all exits hang on, as the author wrote it: `a` and its negation are one. */
const onlyQuestion = (exits: readonly Exit[]): string | undefined => {
  const asked = exits.filter((exit) => exit.condition !== undefined)
  const [question, ...others] = new Set(asked.map(({ condition = "" }) => affirmed(condition)))
  if (question === undefined || others.length > 0) return undefined
  return asked.find(({ label }) => !isOtherwise(label))?.condition ?? question
}

/** The words of exits that are taken where a condition does not hold. */
const isOtherwise = (label: string): boolean => label === "else" || label === "done"

const answerWords = (exit: Exit, question: string, exits: readonly Exit[]): readonly string[] => {
  const words = ownWords(exit)
  if (words.length > 0) return words
  const isNegated = exit.condition !== undefined && exit.condition !== question
  if (isNegated) return ["no"]
  if (exit.condition !== undefined) return [exits.some(({ label }) => label === "else") ? "then" : "yes"]
  return exits.some(({ condition }) => condition === question) ? ["else"] : ["yes"]
}

const conditionWords = (exit: Exit): readonly string[] => {
  const words = ownWords(exit).filter((word) => word !== "then")
  if (exit.condition !== undefined && !isOtherwise(exit.label)) return [exit.condition, ...words]
  return words.length > 0 ? words : ["else"]
}

/** Where there is a choice, to return is a word too. */
const ownWords = (exit: Exit): readonly string[] => {
  const words = exitWords(exit)
  return words.length === 0 && exit.label === "return" ? ["return"] : words
}

/** `a` of `!(a)` and of `!(!(a))`; `next line?` of `no more line`, with which `for..of` ends. */
const affirmed = (condition: string): string => {
  if (condition.startsWith("no more ")) return `next ${condition.slice("no more ".length)}?`
  return isNegation(condition) ? affirmed(condition.slice(2, -1)) : condition
}

/** Whether it is `!(…)`, and the last bracket belongs to the first. */
const isNegation = (condition: string): boolean => {
  if (!condition.startsWith("!(") || !condition.endsWith(")")) return false
  let depth = 0
  for (const char of condition.slice(2, -1)) {
    if (char === "(") depth++
    if (char === ")" && --depth < 0) return false
  }
  return true
}
