import { textStyles } from "../layout/node-face.ts"
import type { TextStyle } from "../layout/text-width.ts"

/** The colours of a picture; everything that a colour says is said by a shape or a word too. */
export const colours = {
  card: "#ffffff",
  cardEdge: "#d7dce4",
  ink: "#1c2430",
  muted: "#667085",
  line: "#5b6575",
  region: "#f7f8fb",
  regionEdge: "#c9d0dc",
  step: "#eef2ff",
  stepEdge: "#4f46e5",
  sleep: "#fff7e6",
  sleepEdge: "#b45309",
  event: "#fdf4ff",
  eventEdge: "#a21caf",
  join: "#f3fbf8",
  joinEdge: "#0f766e",
  run: "#ecfaff",
  runEdge: "#0369a1",
  decision: "#ffffff",
  error: "#c2261d",
  back: "#6d4fc4",
  chain: "#0369a1",
} as const

const families = {
  text: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif",
  code: "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace",
} as const

/** The style sheet of every SVG: all names begin with `sw-`, since a page may hold several. */
export const styleSheet = (): string =>
  [
    ...Object.entries(textStyles).map(([name, style]) => `.sw-${name} { ${font(style)} fill: ${colours.ink}; }`),
    `.sw-kicker, .sw-aside-more { fill: ${colours.muted}; }`,
    `.sw-aside-more { ${font({ family: "text", size: 10.5 })} }`,
    `.sw-region { fill: ${colours.region}; stroke: ${colours.regionEdge}; stroke-width: 1.2; }`,
    `.sw-region-try { fill: none; stroke-dasharray: 2 3; }`,
    `.sw-region-catch { fill: #fff6f5; stroke: #e5b5b1; }`,
    `.sw-step { fill: ${colours.step}; stroke: ${colours.stepEdge}; stroke-width: 1.6; }`,
    `.sw-step-bar { fill: ${colours.stepEdge}; }`,
    `.sw-sleep { fill: ${colours.sleep}; stroke: ${colours.sleepEdge}; stroke-width: 1.4; }`,
    `.sw-icon { fill: none; stroke: ${colours.sleepEdge}; stroke-width: 1.3; stroke-linecap: round; }`,
    `.sw-event { fill: ${colours.event}; stroke: ${colours.eventEdge}; stroke-width: 1.4; }`,
    `.sw-event-icon { fill: none; stroke: ${colours.eventEdge}; stroke-width: 1.3; stroke-linejoin: round; }`,
    `.sw-join { fill: ${colours.join}; stroke: ${colours.joinEdge}; stroke-width: 1.6; stroke-dasharray: 6 4; }`,
    `.sw-join-apart { fill: ${colours.run}; stroke: ${colours.runEdge}; stroke-dasharray: 2 4; }`,
    `.sw-branch { fill: ${colours.card}; stroke: ${colours.joinEdge}; stroke-width: 1.2; }`,
    `.sw-handle { fill: ${colours.join}; stroke: ${colours.joinEdge}; stroke-width: 1.4; }`,
    `.sw-run { fill: ${colours.run}; stroke: ${colours.runEdge}; stroke-width: 1.4; }`,
    `.sw-apart { stroke-dasharray: 5 3; }`,
    `.sw-decision { fill: ${colours.decision}; stroke: ${colours.line}; stroke-width: 1.2; }`,
    `.sw-code { fill: ${colours.card}; stroke: ${colours.regionEdge}; }`,
    `.sw-dot { fill: ${colours.ink}; }`,
    `.sw-ring { fill: ${colours.card}; stroke: ${colours.ink}; stroke-width: 1.6; }`,
    `.sw-flow { fill: none; stroke: ${colours.line}; stroke-width: 1.4; }`,
    `.sw-back { fill: none; stroke: ${colours.back}; stroke-width: 1.6; }`,
    `.sw-error { fill: none; stroke: ${colours.error}; stroke-width: 1.5; stroke-dasharray: 5 4; }`,
    `.sw-chain { fill: none; stroke: ${colours.chain}; stroke-width: 1.5; stroke-dasharray: 2 4; }`,
    `.sw-error-text { fill: ${colours.error}; }`,
    `.sw-error-dot { fill: ${colours.error}; }`,
    `.sw-error-ring { stroke: ${colours.error}; }`,
    // A halo keeps a line that passes behind a text from being read as part of it.
    `.sw-halo { stroke: ${colours.card}; stroke-width: 5px; stroke-linejoin: round; paint-order: stroke; }`,
  ].join("\n")

const font = ({ family, size, bold }: TextStyle): string =>
  `font: ${bold === true ? "600 " : ""}${size}px ${families[family]};`
