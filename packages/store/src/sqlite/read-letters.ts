import type { LetterFilter, LetterGroup, LetterRow, LettersPage, LetterSummary } from "../port/letter-row.ts"
import type { PlannerParts } from "./operation.ts"

/** Reads dead letters. */
export const letterReader = (_parts: PlannerParts) => ({
  list: (_page: LettersPage): LetterSummary[] => [],
  one: (_id: number): LetterRow | undefined => undefined,
  groups: (_filter: LetterFilter): LetterGroup[] => [],
  count: (_filter: LetterFilter): number => 0,
  due: (_page: { readonly at: number; readonly limit: number }): LetterRow[] => [],
})
