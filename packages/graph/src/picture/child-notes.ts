import type { ChildNode } from "./picture.ts"

/** What is to be known of a run that another begins, each in a few words. */
export const childNotes = ({ workflow, apart = false, timeout }: ChildNode): readonly string[] => [
  `${apart ? "begins a run" : "run"} of ${workflow}`,
  ...(timeout === undefined ? [] : [`at most ${timeout}`]),
]
