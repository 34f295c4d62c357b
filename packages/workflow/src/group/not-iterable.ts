import { shownValue, StatewrightError } from "@statewright/model"

/** `forEach` was given what cannot be gone through. Nothing was begun. */
export class NotIterable extends StatewrightError {
  readonly _tag = "NotIterable"

  constructor(given: unknown) {
    super({ code: "DEF-008", message: `\`forEach\` cannot go through ${shown(given)}.`, hint: hintFor(given) })
  }
}

const shown = (given: unknown): string => {
  if (isPromise(given)) return "a Promise"
  return isAsync(given) ? "an async iterable" : shownValue(given)
}

const hintFor = (given: unknown): string => {
  if (isPromise(given)) return "Await it first: `forEach(await items, ...)`."
  if (isAsync(given)) return "Collect it in a step that returns an array."
  return typeof given === "object" && given !== null
    ? "Give an array, a Set or a Map; of an object its `Object.entries(...)`."
    : "Give an array, a Set, a Map, or anything else that `for...of` takes."
}

const isPromise = (given: unknown): boolean =>
  typeof given === "object" && given !== null && typeof (given as { then?: unknown }).then === "function" // it may be anything

const isAsync = (given: unknown): boolean =>
  typeof given === "object" && given !== null && Symbol.asyncIterator in given
