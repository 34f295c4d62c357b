import { z } from "zod"
import type { Airport } from "./airport.ts"
import type { Clock, Home } from "./place.ts"
import type { Route } from "./route.ts"

/** The traffic of one airport; a movement is a take-off or a landing. */
export const AirportTraffic = z.object({
  code: z.string(),
  name: z.string(),
  city: z.string().nullable(),
  state: z.string().nullable(),
  region: z.string().nullable(),
  routes: z.number().int(),
  movements: z.number().int(),
})
export type AirportTraffic = z.infer<typeof AirportTraffic>

/** The traffic of the airports that have something in common: a state, a region, a time zone. */
export const GroupTraffic = z.object({ name: z.string(), airports: z.number().int(), movements: z.number().int() })
export type GroupTraffic = z.infer<typeof GroupTraffic>

/** What the report says. */
export const Summary = z.object({
  airports: z.number().int(),
  served: z.number().int(),
  routes: z.number().int(),
  flights: z.number().int(),
  busiest: z.array(AirportTraffic),
  states: z.array(GroupTraffic),
  regions: z.array(GroupTraffic),
  timeZones: z.array(GroupTraffic),
  abroad: z.array(z.string()),
})
export type Summary = z.infer<typeof Summary>

/** What the lookups found out. */
export interface Found {
  readonly homes: readonly Home[]
  readonly clocks: readonly Clock[]
  /** Airports that have no home in the United States. */
  readonly abroad: readonly string[]
}

/** Joins airports, routes and what was looked up, and adds up the traffic. */
export const summarize = (airports: readonly Airport[], routes: readonly Route[], found: Found): Summary => {
  const traffic = trafficOf(airports, routes, found.homes)
  const clocks = new Map(found.clocks.map((clock) => [clock.code, clock.utcOffset]))
  const served = traffic.filter((airport) => airport.routes > 0)

  return {
    airports: airports.length,
    served: served.length,
    routes: routes.length,
    flights: sum(routes.map((route) => route.flights)),
    busiest: served.toSorted(byMovements).slice(0, 15),
    states: grouped(traffic, (airport) => airport.state).toSorted(byMovements),
    regions: grouped(traffic, (airport) => airport.region).toSorted(byMovements),
    timeZones: grouped(served, (airport) => timeZone(clocks.get(airport.code))).toSorted(byMovements),
    abroad: found.abroad.map((code) => nameOf(airports, code)),
  }
}

/** The traffic of every airport, those without any included. */
export const trafficOf = (
  airports: readonly Airport[],
  routes: readonly Route[],
  homes: readonly Home[],
): AirportTraffic[] => {
  const homeOf = new Map(homes.map((home) => [home.code, home]))
  const traffic = new Map<string, AirportTraffic>()
  for (const airport of airports) {
    const home = homeOf.get(airport.code)
    const { state, region } = home ?? { state: null, region: null }
    traffic.set(airport.code, { ...airport, state, region, routes: 0, movements: 0 })
  }
  for (const { from, to, flights } of routes) {
    for (const code of [from, to]) {
      const airport = traffic.get(code)
      if (airport === undefined) continue
      airport.routes += 1
      airport.movements += flights
    }
  }
  return [...traffic.values()]
}

/** Adds up airports by what `nameOf` says of them; `null` belongs nowhere. */
const grouped = (airports: readonly AirportTraffic[], nameOf: (airport: AirportTraffic) => string | null) => {
  const groups = new Map<string, GroupTraffic>()
  for (const airport of airports) {
    const name = nameOf(airport)
    if (name === null) continue
    const group = groups.get(name) ?? { name, airports: 0, movements: 0 }
    groups.set(name, { name, airports: group.airports + 1, movements: group.movements + airport.movements })
  }
  return [...groups.values()]
}

const timeZone = (utcOffset: number | undefined) => {
  if (utcOffset === undefined) return null
  return `UTC${utcOffset < 0 ? "-" : "+"}${Math.abs(utcOffset)}`
}

const nameOf = (airports: readonly Airport[], code: string) =>
  `${code} ${airports.find((airport) => airport.code === code)?.name ?? ""}`.trim()

const byMovements = (a: { movements: number }, b: { movements: number }) => b.movements - a.movements

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
