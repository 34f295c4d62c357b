import type { Writer } from "./writer.ts"

/** How much is nested in the expressions of a program. */
export const deepOf = ({ flavour, random }: Writer): number =>
  flavour === "jumps" ? random.below(2) : flavour === "expressions" ? 1 + random.below(3) : random.below(3)
