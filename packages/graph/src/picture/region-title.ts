import type { RegionState } from "@statewright/model"

/**
 * The title of a region's box.
 *
 * @example regionTitle(tryRegion, []) // "try … catch … finally"
 */
export const regionTitle = (region: RegionState, questions: readonly string[]): string => {
  switch (region.construct) {
    case "if":
      // A decision in it or before it says the condition already.
      return questions.some((question) => region.label === `if (${question})`) ? "if" : region.label
    case "try":
      return ["try", ...["catch", "finally"].filter((part) => hasPart(region, part))].join(" … ")
    case "block":
      return region.label === "block" ? "try" : region.label
    case "switch":
    case "loop":
    case "catch":
    case "finally":
      return region.label
  }
}

const hasPart = (region: RegionState, part: string): boolean =>
  region.states.some((state) => state.kind === "region" && state.construct === part)
