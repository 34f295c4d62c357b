import { currentCalls } from "../call/calls.ts"

/**
 * Whether a condition holds; one that throws is told on the console, and counts as false.
 *
 * @example if (softly(() => order.lines[0].price > limit)) await ask(order)
 */
export const softly = (condition: () => boolean): boolean => {
  try {
    return condition()
  } catch (error) {
    currentCalls()?.nameAuthor?.(error)
    // oxlint-disable-next-line eslint/no-console -- it is what the author asks for
    console.warn("A condition threw and counts as false:", error)
    return false
  }
}
