import { createHash } from "node:crypto"
import type { CachePolicy } from "@statewright/workflow"
import { CacheKeyFailed } from "../../error/cache-key-failed.ts"
import { canonicalJson, NotCanonical } from "./canonical-json.ts"

/** What a cached answer belongs to. */
export interface CachedCall {
  readonly tenant: string
  readonly workflow: string
  readonly runId: string
  readonly step: string
  /** What its callers rely on in it. */
  readonly contract: string
}

/** The name of a cached answer. */
export interface CacheKey {
  readonly hash: string
  /** What people call it: what `key` answered. */
  readonly label: string
}

/** The key of a call with this input, a copy that belongs to nobody. Throws `CacheKeyFailed`. */
export const cacheKey = (call: CachedCall, policy: CachePolicy, input: unknown): CacheKey => {
  const { step, tenant, contract } = call
  const key = keyOf(step, policy, input)
  const text = canonical(step, key)
  const parts = [tenant, policy.scope, sharedBy(call, policy), step, contract, policy.version]
  return { hash: sha256(`v1${canonicalJson(parts)}${text}`), label: labelOf(key, text) }
}

/** As `cacheKey` has it, of what somebody says is a key. Throws `NotCanonical`. */
export const cacheLabel = (key: unknown): string => labelOf(key, canonicalJson(key))

const keyOf = (step: string, { key }: CachePolicy, input: unknown): unknown => {
  if (key === undefined) return input
  try {
    return key(input)
  } catch (error) {
    throw new CacheKeyFailed(step, "`key` throws", error)
  }
}

const canonical = (step: string, key: unknown): string => {
  try {
    return canonicalJson(key)
  } catch (error) {
    if (error instanceof NotCanonical) throw new CacheKeyFailed(step, `it ${error.message}`)
    // A getter or a proxy of the author's.
    throw new CacheKeyFailed(step, "it cannot be read", error)
  }
}

const sharedBy = ({ runId, workflow }: CachedCall, { scope }: CachePolicy): string => {
  switch (scope) {
    case "run":
      return runId
    case "workflow":
      return workflow
    case "tenant":
    case "global":
      return ""
  }
}

/** What is longer has its hash for a label. */
const longestLabel = 1_000

const labelOf = (key: unknown, text: string): string => {
  if (typeof key === "string" && key.length <= longestLabel && key.isWellFormed()) return key
  return text.length <= longestLabel ? text : `sha256:${sha256(text)}`
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex")
