/** What `parallel` gives for the promises in `Branches`, place by place. */
export type ParallelResults<Branches extends readonly unknown[]> = {
  -readonly [Index in keyof Branches]: Awaited<Branches[Index]>
}

/** Promises and nothing else. Were it the bound of `Branches`, it would hide what a `then` in the list gives. */
type OnlyPromises<Branches> = Branches extends readonly Promise<unknown>[] ? unknown : readonly Promise<unknown>[]

/**
 * Runs steps at the same time and waits until all have ended; then throws the first error that came, if one did.
 *
 * @example const [stock, receipt] = await parallel([reserve(order), charge(payment)])
 */
export const parallel = <Branches extends readonly unknown[] | []>(
  branches: Branches & OnlyPromises<Branches>,
): Promise<ParallelResults<Branches>> =>
  // Settles in the same microtask as `Promise.all` would, so that what is compiled need not know the difference.
  new Promise((resolve, reject) => {
    const promises = branches as readonly Promise<unknown>[] // as `OnlyPromises` says
    const results: unknown[] = promises.map(() => undefined)
    const errors: unknown[] = []
    let open = promises.length
    const ended = (note: () => void): void => {
      note()
      open--
      if (open === 0) decide()
    }
    const decide = (): void => {
      if (errors.length > 0) reject(errors[0])
      else resolve(results as ParallelResults<Branches>) // one for each branch
    }
    for (const [index, branch] of promises.entries()) {
      void branch.then(
        (value) => ended(() => (results[index] = value)),
        (error: unknown) => ended(() => errors.push(error)),
      )
    }
    if (open === 0) decide()
  })
