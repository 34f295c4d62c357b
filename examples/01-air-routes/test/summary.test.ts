import { describe, expect, it } from "vitest"
import { summarize, trafficOf } from "../src/summary.ts"

const airports = [
  { code: "AAA", name: "Alpha", city: "Alphaville" },
  { code: "BBB", name: "Beta", city: null },
  { code: "CCC", name: "Gamma", city: "Gammatown" },
]
const routes = [
  { from: "AAA", to: "BBB", flights: 10 },
  { from: "BBB", to: "AAA", flights: 5 },
]
const homes = [
  { code: "AAA", state: "TX", region: "South" },
  { code: "CCC", state: "TX", region: "South" },
]

describe("trafficOf", () => {
  it("counts a flight where it leaves and where it lands", () => {
    const movements = trafficOf(airports, routes, homes).map(({ code, routes, movements }) => [code, routes, movements])
    expect(movements).toEqual([
      ["AAA", 2, 15],
      ["BBB", 2, 15],
      ["CCC", 0, 0],
    ])
  })
})

describe("summarize", () => {
  const clocks = [{ code: "AAA", utcOffset: -6 }]
  const summary = summarize(airports, routes, { homes, clocks, abroad: ["BBB"] })

  it("counts a flight once in the total, and an airport without traffic among all only", () => {
    expect(summary).toMatchObject({ airports: 3, served: 2, routes: 2, flights: 15 })
  })

  it("adds up states, regions and time zones, and leaves out what belongs to none", () => {
    expect(summary.states).toEqual([{ name: "TX", airports: 2, movements: 15 }])
    expect(summary.regions).toEqual([{ name: "South", airports: 2, movements: 15 }])
    expect(summary.timeZones).toEqual([{ name: "UTC-6", airports: 1, movements: 15 }])
    expect(summary.abroad).toEqual(["BBB Beta"])
  })

  it("says of a busy airport without a home that its state is not known", () => {
    expect(summary.busiest[1]).toMatchObject({ code: "BBB", state: null, movements: 15 })
  })
})
