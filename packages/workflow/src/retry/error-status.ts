import { lookedAt } from "./looked-at.ts"

/**
 * The status of HTTP that an error carries, from 100 to 599: its `status`, its `statusCode`, or that of its `response`.
 *
 * @example errorStatus(Object.assign(new Error("busy"), { status: 503 })) // 503
 */
export const errorStatus = (error: unknown): number | undefined =>
  [lookedAt(error, "status"), lookedAt(error, "statusCode"), lookedAt(lookedAt(error, "response"), "status")].find(
    isStatus,
  )

const isStatus = (value: unknown): value is number =>
  typeof value === "number" && Number.isInteger(value) && value >= 100 && value <= 599
