import type { JoinNode } from "./picture.ts"

/** What a join is called in a picture. */
export const joinName = {
  parallel: "parallel",
  all: "Promise.all",
  allSettled: "Promise.allSettled",
  race: "Promise.race",
  any: "Promise.any",
  promise: "await",
  many: "one for each",
} as const satisfies Record<JoinNode["policy"], string>
