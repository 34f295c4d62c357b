/** Colours, or none. */
export interface Paint {
  readonly bold: (text: string) => string
  readonly dim: (text: string) => string
  readonly red: (text: string) => string
  readonly green: (text: string) => string
  readonly yellow: (text: string) => string
  readonly cyan: (text: string) => string
}

/** Paint that colours, or that leaves text as it is. */
export const paintOf = (colour: boolean): Paint => (colour ? colourPaint : plainPaint)

/** Whether a stream is a terminal that somebody looks at: only there may a line be changed once it stands. */
export const isLive = (stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): boolean =>
  stream.isTTY === true && !isSet(env["CI"]) && env["TERM"] !== "dumb"

/** Whether to colour a stream: the words of a person (`NO_COLOR`, then `FORCE_COLOR`) come before what it is. */
export const isColourful = (stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): boolean => {
  if (isSet(env["NO_COLOR"])) return false
  if (env["FORCE_COLOR"] !== undefined) return env["FORCE_COLOR"] !== "0" && env["FORCE_COLOR"] !== "false"
  return isLive(stream, env)
}

const isSet = (value: string | undefined): boolean => value !== undefined && value !== ""

const same = (text: string): string => text

const plainPaint: Paint = { bold: same, dim: same, red: same, green: same, yellow: same, cyan: same }

const escape =
  (on: number, off: number) =>
  (text: string): string =>
    `\u001B[${on}m${text}\u001B[${off}m`

const colourPaint: Paint = {
  bold: escape(1, 22),
  dim: escape(2, 22),
  red: escape(31, 39),
  green: escape(32, 39),
  yellow: escape(33, 39),
  cyan: escape(36, 39),
}
