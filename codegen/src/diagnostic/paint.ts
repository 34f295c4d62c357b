/** Colours, or none. */
export interface Paint {
  readonly bold: (text: string) => string
  readonly dim: (text: string) => string
  readonly red: (text: string) => string
  readonly yellow: (text: string) => string
  readonly cyan: (text: string) => string
}

const same = (text: string): string => text

/** Text as it is. */
export const plainPaint: Paint = { bold: same, dim: same, red: same, yellow: same, cyan: same }

const escape =
  (on: number, off: number) =>
  (text: string): string =>
    `\u001B[${on}m${text}\u001B[${off}m`

/** Text with the escape sequences of a terminal. */
export const colourPaint: Paint = {
  bold: escape(1, 22),
  dim: escape(2, 22),
  red: escape(31, 39),
  yellow: escape(33, 39),
  cyan: escape(36, 39),
}
