import type { Job } from "./one-step.ts"

/** Where a test sees jobs begin, and says when they end. */
export interface Workshop {
  readonly act: (job: Job) => Promise<string>
  /** The numbers of the jobs that began, in this order, each as often as it did. */
  readonly begun: readonly number[]
  /** Those at work now. */
  readonly atWork: () => readonly number[]
  /** How many were at work at once, at most. */
  readonly most: () => number
  readonly finish: (n: number, error?: Error) => void
}

/** Makes a workshop. */
export const workshop = (): Workshop => {
  const begun: number[] = []
  const open = new Map<number, { resolve: (value: string) => void; reject: (error: Error) => void }>()
  let most = 0
  return {
    begun,
    act: ({ n }) =>
      new Promise((resolve, reject) => {
        begun.push(n)
        open.set(n, { resolve, reject })
        most = Math.max(most, open.size)
      }),
    atWork: () => [...open.keys()],
    most: () => most,
    finish: (n, error) => {
      const job = open.get(n)
      open.delete(n)
      if (error === undefined) job?.resolve(`job ${n}`)
      else job?.reject(error)
    },
  }
}
