import { describe, expect, it } from "vitest"
import { AirportRow } from "../src/airport.ts"
import { RouteRow } from "../src/route.ts"
import { parseRows, readVegaData } from "../src/vega-data.ts"

describe("readVegaData", () => {
  it("reads every airport, and finds nothing wrong with any", async () => {
    const airports = await readVegaData("airports.csv", AirportRow)
    expect(airports).toHaveLength(3376)
    expect(airports[0]).toMatchObject({ iata: "00M", name: "Thigpen", city: "Bay Springs", state: "MS" })
  })

  it("reads every route, and finds nothing wrong with any", async () => {
    expect(await readVegaData("flights-airport.csv", RouteRow)).toHaveLength(5366)
  })
})

describe("parseRows", () => {
  it("names the file, the line and every wrong column of a bad row", () => {
    const text = "origin,destination,count\nABE,ATL,853\nABE,??,-1\n"
    expect(() => parseRows(text, "routes.csv", RouteRow)).toThrowErrorMatchingInlineSnapshot(`
      [BadRow: routes.csv, line 3:
      ✖ Invalid string: must match pattern /^[0-9A-Z]{3,4}$/
        → at destination
      ✖ Too small: expected number to be >0
        → at count]
    `)
  })

  it("reads NA as nothing, and a quoted name as it is", () => {
    const text = 'iata,name,city,state,country,latitude,longitude\nX01,"W. ""Bud"" B., Sr.",NA,NA,USA,1,2\n'
    expect(parseRows(text, "airports.csv", AirportRow)).toMatchObject([
      { name: 'W. "Bud" B., Sr.', city: null, state: null },
    ])
  })
})
