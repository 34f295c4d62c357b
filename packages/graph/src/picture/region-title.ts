import type { RegionState } from "@statewright/model"

/**
 * The title of a region's box.
 *
 * @example regionTitle(tryRegion, false) // "try … catch … finally"
 */
export const regionTitle = (region: RegionState, asksInside: boolean): string => {
  switch (region.construct) {
    case "if":
      // The decision inside says the condition already.
      return asksInside ? "if" : region.label
    case "try":
      return ["try", ...["catch", "finally"].filter((part) => hasPart(region, part))].join(" … ")
    case "block":
      return region.label === "block" ? "try" : region.label
    case "loop":
    case "catch":
    case "finally":
      return region.label
  }
}

const hasPart = (region: RegionState, part: string): boolean =>
  region.states.some((state) => state.kind === "region" && state.construct === part)
