import { createHash } from "node:crypto"
import type { WaitId } from "@statewright/model"

/**
 * The id of the run that a wait of another run begins: whenever that is computed, it names the same run.
 *
 * @example
 * childRunId("run_019a", "bill#3") // "run_9c1e4a52-..."
 */
export const childRunId = (parent: string, wait: WaitId): string => {
  const digits = createHash("sha256").update(parent).update("\0").update(wait).digest("hex")
  const parts = [digits.slice(0, 8), digits.slice(8, 12), `8${digits.slice(13, 16)}`, `8${digits.slice(17, 20)}`]
  return `run_${parts.join("-")}-${digits.slice(20, 32)}`
}
