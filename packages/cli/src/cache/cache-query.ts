import type { CacheQuery } from "@statewright/runtime"
import { text, toggle } from "../command-line/flag.ts"
import { readValue } from "../run/read-input.ts"

/** The flags that say which cached answers are meant. */
export const cacheFlags = {
  step: text("step", { as: "STEP", about: "What this step answered." }),
  tag: text("tag", { as: "TAG", about: "Those with this tag." }),
  pattern: text("pattern", {
    as: "PATTERN",
    about: "Of step and key; * stands for any characters, ? for one: 'price/user:*'.",
  }),
  key: text("key", {
    as: "JSON",
    about: "With --step: what its `key` answered, as JSON, @FILE, or - for standard input.",
  }),
  tenant: text("tenant", { as: "TENANT", about: "Of runs of this tenant. Default: of runs without one." }),
  everyTenant: toggle("every-tenant", "Of all tenants."),
}

/** What the flags say. */
export interface CacheWords {
  readonly step: string | undefined
  readonly tag: string | undefined
  readonly pattern: string | undefined
  readonly key: string | undefined
  readonly tenant: string | undefined
  readonly everyTenant: boolean
}

/** The same as a program asks it. */
export const cacheQuery = async ({
  step,
  tag,
  pattern,
  key,
  tenant,
  everyTenant,
}: CacheWords): Promise<CacheQuery> => ({
  ...(step !== undefined && { step }),
  ...(tag !== undefined && { tag }),
  ...(pattern !== undefined && { pattern }),
  ...(key !== undefined && { key: await readValue("--key", key) }),
  ...(tenant !== undefined && { tenant }),
  ...(everyTenant && { everyTenant }),
})
