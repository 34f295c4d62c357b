import { readSealedMark, shownValue } from "@statewright/model"
import type { Limits } from "@statewright/workflow"
import { LimitKeyFailed } from "../error/limit-key-failed.ts"

/** What somebody stands in line for: whoever has the same waits for the same. */
export interface Lane {
  readonly of: "run" | "step"
  /** Of the workflow or the step. */
  readonly name: string
  /** The key of its `concurrency`, empty where that has no `key`; absent where nothing limits how many are at work. */
  readonly concurrency?: string
  /** The key of its `rate`, likewise. */
  readonly rate?: string
}

/** What may be limited. */
export interface Limited extends Limits {
  readonly name: string
}

const longest = 256

/** The lane of a call of a step, or of a run. Throws `LimitKeyFailed`. */
export const laneOf = (of: Lane["of"], { name, concurrency, rate }: Limited, input: unknown): Lane => ({
  of,
  name,
  ...(concurrency !== undefined && { concurrency: keyOf(of, name, concurrency, input) }),
  ...(rate !== undefined && { rate: keyOf(of, name, rate, input) }),
})

const keyOf = (of: Lane["of"], name: string, limit: NonNullable<Limits["concurrency"]>, input: unknown): string => {
  if (limit.key === undefined) return ""
  const whose = of === "run" ? `workflow \`${name}\`` : `step \`${name}\``
  let key: unknown
  try {
    key = limit.key(input)
  } catch (error) {
    throw new LimitKeyFailed(whose, "`key` throws", error)
  }
  if (typeof key !== "string") throw new LimitKeyFailed(whose, `\`key\` answers ${shownValue(key)}`)
  if (key.length > longest) throw new LimitKeyFailed(whose, `\`key\` answers ${key.length} characters`)
  if (!key.isWellFormed()) throw new LimitKeyFailed(whose, "`key` answers half of a surrogate pair")
  return key
}

/** A lane as it is stored and compared. */
export const laneText = ({ of, name, concurrency, rate }: Lane): string =>
  JSON.stringify({ of, name, concurrency, rate })

/** What `laneText` made; one that cannot be opened limits nobody else. */
export const readLane = (text: string): Lane => {
  const sealed = readSealedMark(text)
  if (sealed !== undefined) return { of: "step", name: text, concurrency: sealed.shown }
  return JSON.parse(text) as Lane // `laneText` wrote it
}
