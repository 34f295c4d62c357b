import { mkdir, writeFile } from "node:fs/promises"
import { dirname } from "node:path"
import { step } from "statewright"
import { z } from "zod"
import { Airport, AirportRow } from "../airport.ts"
import { busiestChart } from "../busiest-chart.ts"
import { report } from "../report.ts"
import { Route, RouteRow } from "../route.ts"
import { readVegaData } from "../vega-data.ts"
import { Summary } from "../summary.ts"

/** Reads the airports and checks every row. */
export const readAirports = step("readAirports", {
  output: z.array(Airport),
  run: async () => {
    const rows = await readVegaData("airports.csv", AirportRow)
    return rows.map(({ iata, name, city }) => ({ code: iata, name, city }))
  },
})

/** Reads the routes and checks every row. */
export const readRoutes = step("readRoutes", {
  output: z.array(Route),
  run: async () => {
    const rows = await readVegaData("flights-airport.csv", RouteRow)
    return rows.map(({ origin, destination, count }) => ({ from: origin, to: destination, flights: count }))
  },
})

/** Writes the report as Markdown; answers the path. */
export const writeReport = step("writeReport", {
  input: z.object({ summary: Summary, folder: z.string() }),
  output: z.string(),
  run: async ({ summary, folder }) => written(`${folder}/air-routes.md`, report(summary)),
})

/** Draws the busiest airports as SVG; answers the path. */
export const drawChart = step("drawChart", {
  input: z.object({ summary: Summary, folder: z.string() }),
  output: z.string(),
  run: async ({ summary, folder }) => written(`${folder}/busiest-airports.svg`, busiestChart(summary.busiest)),
})

const written = async (file: string, text: string) => {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text)
  return file
}
