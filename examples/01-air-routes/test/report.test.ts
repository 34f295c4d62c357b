import { describe, expect, it } from "vitest"
import { busiestChart } from "../src/busiest-chart.ts"
import { markdownTable } from "../src/markdown-table.ts"
import { report } from "../src/report.ts"
import type { AirportTraffic, Summary } from "../src/summary.ts"

const atlanta: AirportTraffic = {
  code: "ATL",
  name: "Hartsfield",
  city: "Atlanta & <suburbs>",
  state: "GA",
  region: "South",
  routes: 346,
  movements: 829_034,
}
const summary: Summary = {
  airports: 3376,
  served: 1,
  routes: 346,
  flights: 414_517,
  busiest: [atlanta],
  states: [{ name: "GA", airports: 97, movements: 871_572 }],
  regions: [{ name: "South", airports: 1122, movements: 5_456_301 }],
  timeZones: [{ name: "UTC-6", airports: 104, movements: 5_591_850 }],
  abroad: [],
}

describe("markdownTable", () => {
  it("lines up its columns, words to the left and numbers to the right", () => {
    const table = markdownTable(
      [
        { name: "Texas", count: 1209 },
        { name: "Ohio", count: 7 },
      ],
      [
        { heading: "State", cell: ({ name }) => name },
        { heading: "Airports", cell: ({ count }) => count },
      ],
    )
    expect(table).toBe(
      ["| State | Airports |", "| ----- | -------: |", "| Texas |    1,209 |", "| Ohio  |        7 |"].join("\n"),
    )
  })
})

describe("report", () => {
  it("says the totals in words and the rest in tables", () => {
    const page = report(summary)
    expect(page).toContain("414,517 flights in 2008, on 346 routes")
    expect(page).toContain("| ATL | Hartsfield | GA    |    346 |   829,034 |")
  })

  it("says nothing of airports left out when there are none", () => {
    expect(report(summary)).not.toContain("Left out")
    expect(report({ ...summary, abroad: ["YAP Yap International"] })).toContain("- YAP Yap International")
  })
})

describe("busiestChart", () => {
  it("draws a bar for each airport, and lets no name break the SVG", () => {
    const svg = busiestChart([atlanta, { ...atlanta, code: "ORD", movements: 414_517 }])
    expect(svg.match(/<rect x="230"/g)).toHaveLength(2)
    expect(svg).toContain("Atlanta &amp; &lt;suburbs>, GA")
    expect(svg).toContain('width="265"')
  })
})
