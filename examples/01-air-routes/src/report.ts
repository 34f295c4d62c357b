import { inWords, markdownTable, type Column } from "./markdown-table.ts"
import type { AirportTraffic, GroupTraffic, Summary } from "./summary.ts"

/** The summary as a page of Markdown. */
export const report = (summary: Summary): string => `# Air routes of the United States

${inWords(summary.flights)} flights in 2008, on ${inWords(summary.routes)} routes between ${inWords(summary.served)} airports,
out of ${inWords(summary.airports)} airports in ${summary.states.length} states and territories.
A movement is a take-off or a landing.

## The busiest airports

${markdownTable(summary.busiest.slice(0, 10), airportColumns)}

## The busiest states

${markdownTable(summary.states.slice(0, 10), groupColumns("State"))}

## Regions

${markdownTable(summary.regions, groupColumns("Region"))}

## Time zones by the sun

${markdownTable(summary.timeZones, groupColumns("Zone"))}
${leftOut(summary.abroad)}`

const leftOut = (airports: readonly string[]) =>
  airports.length === 0
    ? ""
    : `
## Left out

No state stands beside these airports in the data, and no airport near them has one:

${airports.map((airport) => `- ${airport}`).join("\n")}
`

const airportColumns: readonly Column<AirportTraffic>[] = [
  { heading: "", cell: ({ code }) => code },
  { heading: "Airport", cell: ({ name }) => name },
  { heading: "State", cell: ({ state }) => state ?? "unknown" },
  { heading: "Routes", cell: ({ routes }) => routes },
  { heading: "Movements", cell: ({ movements }) => movements },
]

const groupColumns = (heading: string): readonly Column<GroupTraffic>[] => [
  { heading, cell: ({ name }) => name },
  { heading: "Airports", cell: ({ airports }) => airports },
  { heading: "Movements", cell: ({ movements }) => movements },
]
