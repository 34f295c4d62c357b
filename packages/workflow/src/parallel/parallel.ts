/** What `parallel` gives for the promises in `Branches`, place by place. */
export type ParallelResults<Branches extends readonly unknown[]> = {
  -readonly [Index in keyof Branches]: Awaited<Branches[Index]>
}

/**
 * Runs steps at the same time and waits until all have ended; then throws the first error that came, if one did.
 *
 * @example const [stock, receipt] = await parallel([reserve(order), charge(payment)])
 */
export const parallel = async <Branches extends readonly Promise<unknown>[] | []>(
  branches: Branches,
): Promise<ParallelResults<Branches>> => {
  const errors: unknown[] = []
  const results = await Promise.all(
    branches.map((branch) =>
      branch.catch((error: unknown) => {
        errors.push(error)
      }),
    ),
  )
  if (errors.length > 0) throw errors[0]
  // `map` forgets the places of a tuple.
  return results as ParallelResults<Branches>
}
