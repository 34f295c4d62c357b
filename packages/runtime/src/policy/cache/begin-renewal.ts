/** Begins to renew an answer, and gives what ends that; `undefined` where it is being renewed. */
export const beginRenewal = (renewals: Map<string, Promise<void>>, key: string): (() => void) | undefined => {
  if (renewals.has(key)) return undefined
  const { promise, resolve } = Promise.withResolvers<void>()
  renewals.set(key, promise)
  return () => {
    renewals.delete(key)
    resolve()
  }
}
