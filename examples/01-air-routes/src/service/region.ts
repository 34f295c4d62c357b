/** The regions of the United States Census Bureau, and the territories as one more. */
const statesOf = {
  Northeast: "CT MA ME NH NJ NY PA RI VT",
  Midwest: "IA IL IN KS MI MN MO ND NE OH SD WI",
  South: "AL AR DC DE FL GA KY LA MD MS NC OK SC TN TX VA WV",
  West: "AK AZ CA CO HI ID MT NM NV OR UT WA WY",
  // CQ is the code of the Northern Mariana Islands.
  Territories: "AS CQ GU PR VI",
}

const regionByState = new Map(
  Object.entries(statesOf).flatMap(([region, states]) => states.split(" ").map((state) => [state, region] as const)),
)

/** The region that a state belongs to. */
export const regionOf = (state: string): string | undefined => regionByState.get(state)
