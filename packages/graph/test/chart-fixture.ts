import type { Chart } from "@statewright/model"
import { readFileSync } from "node:fs"

/** Branches side by side, and what they are asked for. */
const groupNames = ["forks", "counted", "functions", "at-once", "gathered", "one-by-one", "rounds"] as const

/** Runs of other workflows: awaited, begun, and begun by an end. */
const runNames = ["order", "daily"] as const

/**
 * `collect` and `parcel` are what codegen writes for their sources, `rally` for what runs side by side, `approval` for
 * an event; `corners` holds what is rare and awkward. Those of groups and of runs are what codegen writes for its own
 * fixtures `fork`, `races-by-name`, `for-each`, `handles` and `sub-workflows`.
 */
export const chartNames = ["collect", "parcel", "rally", "approval", "corners", ...groupNames, ...runNames] as const

export const chartFixture = (name: (typeof chartNames)[number]): Chart => {
  const text = readFileSync(new URL(`fixtures/${name}.chart.json`, import.meta.url), "utf8")
  return JSON.parse(text) as Chart // The fixtures are charts by construction.
}
