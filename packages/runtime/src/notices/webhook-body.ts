import { decodeValue } from "@statewright/model"
import type { NoticeRow } from "@statewright/store"

/** What may be told of a notice outside of the database, by its kind: names, states, times and counts, never a payload. */
const told: Readonly<Record<string, readonly string[]>> = {
  breaker: ["from", "to", "by", "retryAt", "openings", "forced"],
  "dead-letters": ["count", "above", "within", "fingerprint", "workflow", "step", "tag"],
  validation: ["workflow", "wait", "issues"],
}

/** The body of the message that a notice is sent as. */
export const webhookBody = ({ seq, at, kind, subject, runId, facts }: NoticeRow): string =>
  JSON.stringify({
    type: kind,
    timestamp: new Date(at).toISOString(),
    data: { number: seq, subject, ...(runId !== null && { runId }), ...toldFacts(kind, facts) },
  })

const toldFacts = (kind: string, facts: string): Readonly<Record<string, unknown>> => {
  const names = Object.hasOwn(told, kind) ? told[kind] : undefined
  if (names === undefined) return {}
  const values = readFacts(facts)
  return Object.fromEntries(names.flatMap((name) => (isPlain(values[name]) ? [[name, values[name]]] : [])))
}

/** One that cannot be read is told without them. */
const readFacts = (text: string): Readonly<Record<string, unknown>> => {
  try {
    const facts = decodeValue(text)
    return typeof facts === "object" && facts !== null ? { ...facts } : {}
  } catch {
    return {}
  }
}

const isPlain = (value: unknown): boolean => ["string", "number", "boolean"].includes(typeof value)
