import { appendLine, readLines } from "./json-lines.ts"
import { processName } from "./process-name.ts"

/** A process took the lead. */
export interface Lead {
  readonly epoch: number
  readonly by: string
  /** In ms since 1970, some time after it did. */
  readonly at: number
}

/** A process notes that it leads, before it does anything. */
export const noteLead = (file: string, epoch: number): void =>
  appendLine(file, { epoch, by: processName(), at: Date.now() } satisfies Lead)

/** All who led, in the order of their epochs. */
export const readLeads = (file: string): readonly Lead[] => readLines<Lead>(file).toSorted((a, b) => a.epoch - b.epoch)

/** The epoch under which a process did something; 0 for one that had not led. */
export const epochAt = (leads: readonly Lead[], { by, at }: Pick<Lead, "by" | "at">): number =>
  leads.findLast((lead) => lead.by === by && lead.at <= at)?.epoch ?? 0
