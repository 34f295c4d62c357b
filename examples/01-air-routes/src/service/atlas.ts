import type { AirportRow } from "../airport.ts"
import type { Clock, Home } from "../place.ts"
import { regionOf } from "./region.ts"

/** What the lookup service knows: answers drawn from the airports' own rows. */
export interface Atlas {
  /** The homes of the airports whose row names a state, and the codes of the others. */
  readonly homesOf: (codes: readonly string[]) => { known: Home[]; unknown: string[] }
  readonly clocksOf: (codes: readonly string[]) => Clock[]
  /** The home of the nearest airport with a known state, unless that is too far to mean anything. */
  readonly homeNear: (code: string) => Home | undefined
}

/** An atlas of these airports. */
export const atlas = (airports: readonly AirportRow[]): Atlas => {
  const byCode = new Map(airports.map((airport) => [airport.iata, airport]))
  const known = airports.flatMap((airport) => {
    const home = homeOf(airport)
    return home === undefined ? [] : [{ airport, home }]
  })

  return {
    homesOf: (codes) => {
      const homes = codes.map((code) => homeOf(byCode.get(code)))
      return {
        known: homes.filter((home) => home !== undefined),
        unknown: codes.filter((_, index) => homes[index] === undefined),
      }
    },

    clocksOf: (codes) =>
      codes.flatMap((code) => {
        const airport = byCode.get(code)
        return airport === undefined ? [] : [{ code, utcOffset: hoursFromGreenwich(airport.longitude) }]
      }),

    homeNear: (code) => {
      const here = byCode.get(code)
      if (here === undefined) return undefined
      const near = known
        .map(({ airport, home }) => ({ home, kilometres: distance(here, airport) }))
        .reduce((best, next) => (next.kilometres < best.kilometres ? next : best))
      return near.kilometres > farthestNeighbour ? undefined : { ...near.home, code }
    },
  }
}

/** In kilometres; the next airport of the same state is nearer than this everywhere. */
const farthestNeighbour = 150

const homeOf = (airport: AirportRow | undefined): Home | undefined => {
  if (airport === undefined || airport.state === null) return undefined
  const region = regionOf(airport.state)
  return region === undefined ? undefined : { code: airport.iata, state: airport.state, region }
}

const hoursFromGreenwich = (longitude: number) => Math.round(longitude / 15)

/** Along the great circle, in kilometres. */
const distance = (a: AirportRow, b: AirportRow) => {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const haversine = (angle: number) => Math.sin(angle / 2) ** 2
  const h =
    haversine(radians(b.latitude - a.latitude)) +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * haversine(radians(b.longitude - a.longitude))
  return 2 * 6371 * Math.asin(Math.sqrt(h))
}
