import { Usage } from "../error/usage.ts"

/** A moment that was typed, in ms since 1970: `2026-11-23`, `2026-11-23T09:30Z`. */
export const readMoment = (flag: string, text: string): number => {
  const at = Date.parse(text)
  if (Number.isNaN(at)) throw new Usage(`--${flag} ${text} is no time.`, "Write it as 2026-11-23 or 2026-11-23T09:30Z.")
  return at
}
