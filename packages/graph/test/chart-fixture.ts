import type { Chart } from "@statewright/model"
import { readFileSync } from "node:fs"

/** `collect` and `parcel` are what codegen writes for their sources, `rally` for what runs side by side, `approval` for an event; `corners` holds what is rare and awkward. */
export const chartNames = ["collect", "parcel", "rally", "approval", "corners"] as const

export const chartFixture = (name: (typeof chartNames)[number]): Chart => {
  const text = readFileSync(new URL(`fixtures/${name}.chart.json`, import.meta.url), "utf8")
  return JSON.parse(text) as Chart // The fixtures are charts by construction.
}
