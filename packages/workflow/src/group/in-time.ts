import { inRegion, type Region, regionWithin } from "../region/region.ts"
import { sleep } from "../sleep/sleep.ts"

/** Calls when a time in ms is over; cutting the region that it answers stops it. */
export const inTime = (milliseconds: number, expire: () => void): Region => {
  const region = regionWithin(undefined)
  inRegion(region, () => sleep(milliseconds)).then(expire, () => {})
  return region
}
