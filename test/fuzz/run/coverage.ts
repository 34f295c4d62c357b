import { constructsOf } from "./constructs.ts"
import { constructs } from "./construct-list.ts"

/** How many programs had a construct, and how many of them were compiled and run. */
export interface Count {
  made: number
  ran: number
}

/** Counts by construct. */
export type Coverage = ReadonlyMap<string, Count>

/** A count of constructs, and what adds a program to it. */
export const newCoverage = (): {
  readonly coverage: Coverage
  readonly add: (program: string, ran: boolean) => void
} => {
  const coverage = new Map<string, Count>(constructs.map(([name]) => [name, { made: 0, ran: 0 }]))
  return {
    coverage,
    add: (program, ran) => {
      for (const name of constructsOf(program)) {
        const count = coverage.get(name)
        if (count === undefined) throw new Error(`invariant: ${name} is in the list`)
        count.made++
        if (ran) count.ran++
      }
    },
  }
}

/** A table of it; what is seldom compiled shows. */
export const coverageText = (coverage: Coverage): string => {
  const rows = [...coverage].map(([name, { made, ran }]) => {
    const remark = ran === 0 ? "  never" : made > 4 && ran < made / 2 ? "  mostly refused" : ""
    return `${String(made).padStart(6)} ${String(ran).padStart(6)}  ${name}${remark}`
  })
  return ["", "  made    ran  construct", ...rows, ""].join("\n")
}
