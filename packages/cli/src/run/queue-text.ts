import type { QueueInfo } from "@statewright/runtime"

import { printableLine } from "../screen/printable.ts"

/** Where something stands in line: `3rd in line for concurrency "acme"`. */
export const queueText = ({ number, priority, concurrency, rate }: QueueInfo): string => {
  const limits = [limitText("concurrency", concurrency), limitText("rate", rate)].filter((text) => text !== "")
  const what = limits.length === 0 ? "the concurrency of the engine" : limits.join(" and ")
  return `${ordinal(number)} in line for ${what}${priority === 0 ? "" : `, with priority ${priority}`}`
}

const limitText = (limit: string, key: string | undefined): string => {
  if (key === undefined) return ""
  return key === "" ? limit : `${limit} ${printableLine(JSON.stringify(key))}`
}

const ordinal = (number: number): string =>
  `${number}${endings[new Intl.PluralRules("en", { type: "ordinal" }).select(number)]}`

const endings: Readonly<Record<Intl.LDMLPluralRule, string>> = {
  one: "st",
  two: "nd",
  few: "rd",
  other: "th",
  zero: "th",
  many: "th",
}
