import type { BreakerInfo } from "@statewright/runtime"

import { iso } from "../run/run-json.ts"

/** A circuit breaker as `--json` shows it. */
export const breakerJson = ({ retryAt, updatedAt, ...breaker }: BreakerInfo) => ({
  ...breaker,
  ...(retryAt !== undefined && { retryAt: iso(retryAt) }),
  updatedAt: iso(updatedAt),
})
