import { createHash } from "node:crypto"
import { authorFrame } from "./author-frame.ts"

/** What failures of one kind have in common. */
export interface FailureFacts {
  readonly step: string
  readonly tag: string
  readonly stack: string | undefined
}

/**
 * The name of a kind of failure: of the same error tag, the same step, and the same innermost function of the author's code.
 *
 * @example
 * fingerprint({ step: "charge", tag: "CardRefused", stack: error.stack }) // "9c1e4a52d0f1a9b2"
 */
export const fingerprint = ({ step, tag, stack }: FailureFacts): string =>
  createHash("sha256")
    .update(JSON.stringify([tag, step, authorFrame(stack) ?? ""]))
    .digest("hex")
    .slice(0, 16)
