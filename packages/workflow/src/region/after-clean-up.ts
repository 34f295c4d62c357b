import { cut, type Cut, inRegion, regionWithin } from "./region.ts"
import { standsFor } from "./standing.ts"

/** The region of one run. */
export interface OwnRegion {
  /** Runs the body of its workflow: it ends when all that was cut in it has cleaned up, as its run would. */
  readonly run: <Result>(body: () => Promise<Result>) => Promise<Result>
  /** Cancels it. */
  readonly cut: Cut
  /** Why it never ends if nothing else can happen in it, as far as that is known. */
  readonly standsFor: () => string | undefined
  /** Its code goes no further, and what it holds is free. */
  readonly drop: () => void
}

/** The region of a run of its own. */
export const ownRegion = (): OwnRegion => {
  const region = regionWithin(undefined)
  const { cleaning } = region.root
  return {
    run: async (body) => {
      try {
        return await inRegion(region, body)
      } finally {
        while (cleaning.size > 0) await Promise.allSettled(cleaning)
      }
    },
    cut: (why) => cut(region, why),
    standsFor: () => standsFor(region.root),
    drop: () => {
      region.isDead = true
      for (const free of region.root.holding) free()
    },
  }
}

/**
 * Runs the body of a workflow natively: it ends when all that was cut in it has cleaned up, as its run would.
 *
 * @example
 * const output = await afterCleanUp(() => body(input))
 */
export const afterCleanUp = <Result>(body: () => Promise<Result>): Promise<Result> => ownRegion().run(body)
