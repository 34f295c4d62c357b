import { tags } from "../format.ts"
import type { Opened } from "../opened.ts"
import type { Refusal, Shape } from "../shape.ts"
import { leaf, refuseExtras } from "../shape.ts"
import { damaged } from "../value-damaged.ts"

/** A Date; an invalid one has no time. */
export const dateShape = (date: Date): Shape | Refusal => {
  const time = date.getTime()
  return refuseExtras(date, "a Date") ?? leaf(`["${tags.date}",${Number.isNaN(time) ? "null" : time}]`)
}

/** Reads a Date. */
export const readDate = ([, time]: readonly unknown[], existing: object | undefined): Opened => {
  const date = existing ?? new Date(0)
  if (!(date instanceof Date) || !(time === null || Number.isInteger(time))) return damaged("a Date without its time")
  date.setTime(time === null ? Number.NaN : Number(time))
  return { object: date }
}
