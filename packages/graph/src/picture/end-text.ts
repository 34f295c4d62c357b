import type { EndNode } from "./picture.ts"

/** What an end is called, and what it means. */
export const endText = ({ outcome, ofBranch = false }: EndNode): readonly string[] =>
  outcome === "returned" ? ["returned"] : ["threw", ofBranch ? "the branch fails" : "uncaught error"]
