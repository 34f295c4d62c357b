import type { AirportTraffic } from "./summary.ts"

const width = 860
const bar = { left: 230, right: 760, height: 22, gap: 10 }
const top = 96

/** One colour for each region, told apart by colour-blind eyes too. */
const colours: Readonly<Record<string, string>> = {
  South: "#0072b2",
  West: "#d55e00",
  Midwest: "#009e73",
  Northeast: "#cc79a7",
  Territories: "#56b4e9",
}
const otherColour = "#767676"

/** A bar for each airport, the busiest first, coloured by region. */
export const busiestChart = (airports: readonly AirportTraffic[]): string => {
  const most = Math.max(...airports.map((airport) => airport.movements))
  const height = top + airports.length * (bar.height + bar.gap) + 24
  const regions = [...new Set(airports.map((airport) => airport.region ?? "Elsewhere"))]

  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img"
  aria-labelledby="title" font-family="system-ui, sans-serif" font-size="13" fill="#1f2328">
<title id="title">The busiest airports of the United States</title>
<rect width="100%" height="100%" fill="#ffffff"/>
<text x="24" y="38" font-size="20" font-weight="600">The busiest airports of the United States</text>
<text x="24" y="62" fill="#59636e">Take-offs and landings in 2008</text>
${legend(regions)}
${airports.map((airport, rank) => barOf(airport, rank, most)).join("\n")}
</svg>
`
}

const barOf = ({ code, city, state, region, movements }: AirportTraffic, rank: number, most: number) => {
  const y = top + rank * (bar.height + bar.gap)
  const length = Math.round(((bar.right - bar.left) * movements) / most)
  const middle = y + bar.height / 2 + 4.5
  return `<g>
  <text x="24" y="${middle}" font-weight="600">${escaped(code)}</text>
  <text x="70" y="${middle}" fill="#59636e">${escaped([city, state].filter(Boolean).join(", "))}</text>
  <rect x="${bar.left}" y="${y}" width="${length}" height="${bar.height}" rx="3" fill="${colourOf(region)}"/>
  <text x="${bar.left + length + 8}" y="${middle}">${movements.toLocaleString("en-US")}</text>
</g>`
}

const legend = (regions: readonly string[]) =>
  regions
    .map((region, index) => {
      const x = width - 110 * (regions.length - index)
      return `<circle cx="${x}" cy="58" r="6" fill="${colourOf(region)}"/><text x="${x + 12}" y="62">${region}</text>`
    })
    .join("\n")

const colourOf = (region: string | null) => colours[region ?? ""] ?? otherColour

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")
