import { parallel, sleep, workflow } from "statewright"
import { z } from "zod"
import { batchesOf } from "./batches.ts"
import type { Clock, Home } from "./place.ts"
import { drawChart, readAirports, readRoutes, writeReport } from "./steps/files.ts"
import {
  closeSession,
  lookUpClocks,
  lookUpNearest,
  lookUpRegions,
  openSession,
  UnknownAirports,
} from "./steps/lookups.ts"
import { summarize, type Summary } from "./summary.ts"

/** What to do: which lookup service to ask, how many airports at a time, and where the report goes. */
export const Job = z.object({
  service: z.url(),
  folder: z.string(),
  batchSize: z.number().int().positive(),
  /** With more unknown airports than this, a report would mislead. */
  tolerated: z.number().int(),
})

/** Where the report and the chart are. */
export const Files = z.object({ report: z.string(), chart: z.string() })

export const airRoutes = workflow(
  "airRoutes",
  { input: Job, output: Files, errors: [UnknownAirports] },
  async ({ service, folder, batchSize, tolerated }) => {
    const airports = await readAirports()
    const routes = await readRoutes()

    const homes: Home[] = []
    const clocks: Clock[] = []
    const abroad: string[] = []

    const session = await openSession({ service })
    try {
      for (const codes of batchesOf(airports, batchSize)) {
        const [regions, times] = await parallel([lookUpRegions({ session, codes }), lookUpClocks({ session, codes })])
        homes.push(...regions.known)
        clocks.push(...times)

        for (const code of regions.unknown) {
          try {
            // No state in the data: it is at home where its nearest neighbour is.
            homes.push(await lookUpNearest({ session, code }))
          } catch (error) {
            if (error instanceof UnknownAirports) abroad.push(...error.codes)
            else throw error
          }
        }
      }
    } finally {
      await closeSession({ session })
    }

    if (abroad.length > tolerated) throw new UnknownAirports({ codes: abroad })
    const summary: Summary = summarize(airports, routes, { homes, clocks, abroad })

    // Nobody reads a report this early. The process may end meanwhile: the wake-up is in the database.
    await sleep("5 seconds")

    const [report, chart] = await parallel([writeReport({ summary, folder }), drawChart({ summary, folder })])
    return { report, chart }
  },
)
