import { createHash } from "node:crypto"

import type { Procedure } from "@statewright/model"

import { normalised } from "./normalised.ts"

/** Rises only when codegen gives the same source another meaning. */
const semantics = 1

/** The hash of what a workflow means: its chart without places and labels, and its code without comments and layout. */
export const versionOf = (procedures: readonly Procedure[], segments: readonly string[]): string => {
  const hash = createHash("sha256")
  hash.update(
    JSON.stringify([semantics, procedures], (key, value: unknown) =>
      key === "span" || key === "label" || key === "condition" ? undefined : value,
    ),
  )
  for (const segment of segments) hash.update(`\n${normalised(segment)}`)
  return hash.digest("hex").slice(0, 12)
}
