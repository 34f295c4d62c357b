import type { Airport } from "./airport.ts"

/** The codes of all airports, in batches of at most `size`. */
export const batchesOf = (airports: readonly Airport[], size: number): string[][] => {
  const batches: string[][] = []
  for (let at = 0; at < airports.length; at += size) {
    batches.push(airports.slice(at, at + size).map((airport) => airport.code))
  }
  return batches
}
