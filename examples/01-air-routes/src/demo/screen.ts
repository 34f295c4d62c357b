import { styleText } from "node:util"

type Style = Parameters<typeof styleText>[0]

/** Colour and weight on a terminal; nothing in a file or under NO_COLOR. */
const styled = (style: Style, text: string) => styleText(style, text, { stream: process.stdout })

const startedAt = Date.now()

/** A line of plain text. */
export const line = (text = ""): void => console.log(text)

/** A heading with room above it. */
export const heading = (text: string): void => line(`\n${styled("bold", text)}\n`)

/** One thing that happened: when, to whom, what. */
export const event = (who: string, what: string): void => {
  const when = ((Date.now() - startedAt) / 1000).toFixed(1).padStart(6)
  line(`${styled("dim", `${when} s`)}  ${styled(who === "SIGKILL" ? ["bold", "red"] : "cyan", who.padEnd(8))}  ${what}`)
}

/** Something proven, or disproven. */
export const verdict = (isTrue: boolean, text: string): void =>
  line(isTrue ? `  ${styled("green", "✓")} ${text}` : `  ${styled(["bold", "red"], "✗")} ${styled("red", text)}`)

/** `0.68 s`. */
export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`

/** `1 step`, `2 steps`. */
export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`
