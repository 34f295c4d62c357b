import {
  checkOptions,
  InvalidCache,
  InvalidOption,
  type OptionKinds,
  anything,
  wholeNumber,
} from "@statewright/workflow"
import { shownValue } from "@statewright/model"
import type { Registry } from "../machine/program.ts"
import type { CacheStore } from "../policy/cache/cache-store.ts"
import { memoryName, sqliteCache } from "../policy/cache/caching.ts"
import { memoryCache } from "../policy/cache/memory-cache.ts"

/** Where steps that have a `cache` may keep their answers. */
export interface CacheConfig {
  /** Stores beside `"sqlite"` and `"memory"`, by the name that steps call them by. */
  readonly stores?: Readonly<Record<string, CacheStore>>
  /** How many characters `"memory"` holds; who was not asked for the longest goes first. Default 64 million. */
  readonly memory?: number
}

const kinds: OptionKinds<CacheConfig> = { stores: anything, memory: wholeNumber(0, Number.MAX_SAFE_INTEGER) }

/** The stores beside the database, by name. Throws `InvalidOption`, or `InvalidCache` for a step whose store is none of them. */
export const cacheStores = (config: CacheConfig = {}, workflows: Registry): Readonly<Record<string, CacheStore>> => {
  checkOptions("createEngine({ cache })", config, kinds)
  const { stores = {}, memory = 64_000_000 } = config
  for (const [name, store] of Object.entries(stores)) checkStore(name, store)
  const all = { ...stores, [memoryName]: memoryCache(memory) }
  for (const { steps } of Object.values(workflows)) {
    for (const { definition } of Object.values(steps)) {
      const { cache } = definition
      if (cache === undefined || cache.store === sqliteCache || Object.hasOwn(all, cache.store)) continue
      throw new InvalidCache(definition.name, `the engine has no store ${shownValue(cache.store)} for it`)
    }
  }
  return all
}

const checkStore = (name: string, store: unknown): void => {
  const refuse = (problem: string): never => {
    throw new InvalidOption(
      "createEngine({ cache })",
      problem,
      "Give each store `get`, `put`, `invalidate` and `list`.",
    )
  }
  if (name === sqliteCache || name === memoryName) refuse(`the name ${shownValue(name)} stands for a store of its own`)
  if (typeof store !== "object" || store === null) refuse(`the store ${shownValue(name)} is ${shownValue(store)}`)
  for (const method of ["get", "put", "invalidate", "list"]) {
    const is = typeof Reflect.get(store as object, method) // looked at above
    if (is !== "function") refuse(`the store ${shownValue(name)} has no \`${method}\``)
  }
}
