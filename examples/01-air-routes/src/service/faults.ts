/** What goes wrong with a request: it is refused with 503, or never answered. */
export type Fault = "refuse" | "stall"

/** Decides by the number of a request alone, so that every demo has the same bad luck. */
export type FaultPlan = (request: number) => Fault | undefined

/** About one request in nine goes wrong. */
export const badLuck: FaultPlan = (request) => {
  if (request % 29 === 17) return "stall"
  if (request % 13 === 6) return "refuse"
  return undefined
}

/** A service without faults, for tests. */
export const goodLuck: FaultPlan = () => undefined
