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

/** The one condition that all exits hang on: `a` and its negation are one. */
const onlyQuestion = (exits: readonly Exit[]): string | undefined => {
  const questions = new Set(exits.flatMap(({ condition }) => (condition === undefined ? [] : [affirmed(condition)])))
  const [question] = questions
  return questions.size === 1 ? question : undefined
}

const answerWords = (exit: Exit, question: string, exits: readonly Exit[]): readonly string[] => {
  const words = exitWords(exit)
  if (words.length > 0) return words
  const isNegated = exit.condition !== undefined && exit.condition !== question
  if (isNegated) return ["no"]
  if (exit.condition !== undefined) return [exits.some(({ label }) => label === "else") ? "then" : "yes"]
  return exits.some(({ condition }) => condition === question) ? ["else"] : ["yes"]
}

const conditionWords = (exit: Exit): readonly string[] => {
  const words = exitWords(exit).filter((word) => word !== "then")
  if (exit.condition !== undefined) return [exit.condition, ...words]
  return words.length > 0 ? words : ["else"]
}

/** `a` of `!(a)`, where the brackets belong together; `next line?` of `no more line`, with which `for..of` ends. */
const affirmed = (condition: string): string => {
  if (condition.startsWith("no more ")) return `next ${condition.slice("no more ".length)}?`
  if (!condition.startsWith("!(") || !condition.endsWith(")")) return condition
  const inner = condition.slice(2, -1)
  let depth = 0
  for (const char of inner) {
    if (char === "(") depth++
    if (char === ")" && --depth < 0) return condition
  }
  return inner
}
