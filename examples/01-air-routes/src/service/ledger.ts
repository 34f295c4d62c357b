import { appendFileSync } from "node:fs"
import type { Fault } from "./faults.ts"

/** One line of the service's side-effect log: a request, and what became of it. */
export interface LedgerEntry {
  /** Counts requests from 1. */
  readonly request: number
  /** Milliseconds since 1970, when the request came. */
  readonly at: number
  /** `open`, `regions`, `clocks`, `nearest` or `close`. */
  readonly asked: string
  /** Same for every attempt of one step call; the engine makes it. */
  readonly key: string
  readonly attempt: number
  /** Of the process that asked. */
  readonly pid: number
  /** The status that was sent, the fault that was played, or that the caller hung up or died first. */
  readonly answer: number | Fault | "cut off"
}

/** Takes note of a request once it is over. */
export type Ledger = (entry: LedgerEntry) => void

/** A ledger that is written to a file before anyone is answered. */
export const ledgerFile =
  (file: string): Ledger =>
  (entry) =>
    appendFileSync(file, `${JSON.stringify(entry)}\n`)
