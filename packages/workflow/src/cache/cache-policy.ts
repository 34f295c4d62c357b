import { quotedMessage, shownValue } from "@statewright/model"
import { type Duration, durationMillis } from "../duration/duration.ts"
import { InvalidDuration } from "../duration/invalid-duration.ts"
import type { CacheOptions, CacheScope } from "./cache-options.ts"
import { InvalidCache } from "./invalid-cache.ts"

/** `CacheOptions`, checked and filled in; times in milliseconds. What the author's functions answer is still to be checked. */
export interface CachePolicy {
  readonly ttl?: number
  /** 0 where a stale answer is not given. */
  readonly staleFor: number
  readonly key?: (input: unknown) => unknown
  readonly version: string
  readonly scope: CacheScope
  readonly tags: readonly string[] | ((input: unknown, output: unknown) => unknown)
  readonly when?: (input: unknown, output: unknown) => unknown
  readonly errors: boolean
  readonly store: string
}

type Refuse = (problem: string) => never

/** Checks what the author of a step wrote under `cache`; throws `InvalidCache`. */
export const cachePolicy = <Given, Output>(step: string, options: CacheOptions<Given, Output>): CachePolicy => {
  const refuse: Refuse = (problem) => {
    throw new InvalidCache(step, problem)
  }
  if (typeof options !== "object" || options === null || Array.isArray(options)) refuse(`it is ${shownValue(options)}`)
  const strange = Object.keys(options).find((name) => !known.has(name))
  if (strange !== undefined) refuse(`it has no option ${shownValue(strange)}`)
  const { staleWhileRevalidate, key, version = "", scope = "workflow", tags = [], when, errors = false } = options
  const { store = "sqlite" } = options
  const ttl = time("ttl", options.ttl, refuse)
  const staleFor = time("staleWhileRevalidate", staleWhileRevalidate, refuse)
  if (staleFor !== undefined && ttl === undefined) refuse("without `ttl` nothing grows stale to be revalidated")
  if (!scopes.has(scope)) refuse(`its scope is ${shownValue(scope)}, and must be run, workflow, tenant or global`)
  for (const [name, given] of Object.entries({ key, when })) {
    if (given !== undefined && typeof given !== "function") refuse(`\`${name}\` is no function: ${shownValue(given)}`)
  }
  if (typeof tags !== "function" && tagProblem(tags) !== undefined) refuse(`\`tags\` ${tagProblem(tags)}`)
  if (typeof version !== "string") refuse(`its version is ${shownValue(version)}, and must be a text`)
  if (typeof errors !== "boolean") refuse(`\`errors\` is ${shownValue(errors)}, and must be true or false`)
  if (typeof store !== "string" || store === "") refuse(`its store is ${shownValue(store)}, and must be a name`)
  // Whoever calls the functions has the input and output that the author said.
  return {
    ...(ttl !== undefined && { ttl }),
    staleFor: staleFor ?? 0,
    ...(key !== undefined && { key: key as NonNullable<CachePolicy["key"]> }),
    version,
    scope,
    tags: tags as CachePolicy["tags"],
    ...(when !== undefined && { when: when as NonNullable<CachePolicy["when"]> }),
    errors,
    store,
  }
}

/** What is wrong with a list of tags, in words that follow on it; `undefined` if nothing is. */
export const tagProblem = (tags: unknown): string | undefined => {
  if (!Array.isArray(tags)) return `is ${shownValue(tags)}, and must be a list of texts`
  if (tags.length > mostTags) return `has ${tags.length} tags, and may have ${mostTags}`
  const odd: unknown = tags.find((tag) => typeof tag !== "string" || tag === "" || tag.length > longestTag)
  return odd === undefined
    ? undefined
    : `holds ${shownValue(odd)}, and each must be a text of 1 to ${longestTag} characters`
}

const mostTags = 64
const longestTag = 256

const scopes: ReadonlySet<string> = new Set<CacheScope>(["run", "workflow", "tenant", "global"])

const known: ReadonlySet<string> = new Set<keyof CacheOptions<unknown, unknown>>([
  "ttl",
  "staleWhileRevalidate",
  "key",
  "version",
  "scope",
  "tags",
  "when",
  "errors",
  "store",
])

const time = (name: string, given: Duration | undefined, refuse: Refuse): number | undefined => {
  if (given === undefined) return undefined
  try {
    const millis = durationMillis(given)
    return millis === 0 ? refuse(`\`${name}\` is no time at all`) : millis
  } catch (error) {
    if (error instanceof InvalidDuration) return refuse(`\`${name}\`: ${quotedMessage(error)}`)
    throw error
  }
}
