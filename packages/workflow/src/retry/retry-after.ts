import { lookedAt } from "./looked-at.ts"

/**
 * The whole milliseconds for which an error asks not to be called again, at most a day: by its `retryAfter` (seconds, or a
 * date), or by a `Retry-After` header of its own or of its `response`.
 *
 * @example retryAfter(Object.assign(new Error("busy"), { headers: { "retry-after": "3" } }), Date.now()) // 3000
 */
export const retryAfter = (error: unknown, now: number): number | undefined => {
  const given = [
    lookedAt(error, "retryAfter"),
    header(lookedAt(error, "headers")),
    header(lookedAt(lookedAt(error, "response"), "headers")),
  ]
  const asked = given.map((value) => millisOf(value, now)).find((millis) => millis !== undefined)
  return asked === undefined ? undefined : Math.ceil(Math.min(Math.max(asked, 0), longest))
}

// A day: whoever asks for more has made a mistake, or does not want us at all.
const longest = 86_400_000

const header = (headers: unknown): unknown => {
  if (typeof headers !== "object" || headers === null) return undefined
  try {
    const { get } = headers as { get?: unknown } // it may be anything
    if (typeof get === "function") return Reflect.apply(get, headers, ["retry-after"])
    const name = Object.keys(headers).find((key) => key.toLowerCase() === "retry-after")
    const value = name === undefined ? undefined : lookedAt(headers, name)
    return Array.isArray(value) ? value[0] : value
  } catch {
    return undefined
  }
}

const millisOf = (value: unknown, now: number): number | undefined => {
  if (typeof value === "number") return Number.isNaN(value) ? undefined : value * 1_000
  if (typeof value === "string") return fromText(value.trim(), now)
  try {
    const time = value instanceof Date ? value.getTime() : Number.NaN
    return Number.isNaN(time) ? undefined : time - now
  } catch {
    return undefined
  }
}

/** Seconds, or one of the three forms of a date that HTTP knows; the last of them names no zone. */
const fromText = (text: string, now: number): number | undefined => {
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text) * 1_000
  const isDate = /^[A-Z][a-z]{2,8},? .*\d{2}:\d{2}:\d{2}/.test(text)
  const time = isDate ? Date.parse(text.endsWith("GMT") ? text : `${text} GMT`) : Number.NaN
  return Number.isNaN(time) ? undefined : time - now
}
