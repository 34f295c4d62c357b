/**
 * The keys that a `for..in` meets, inherited ones too; none of `undefined` and `null`.
 *
 * @example keysOf({ b: 1, 2: 1 }) // ["2", "b"]
 */
export const keysOf = (object: unknown): string[] => {
  const keys: string[] = []
  // oxlint-disable-next-line eslint/guard-for-in -- inherited keys count
  for (const key in object as object) keys.push(key) // the language takes any value here
  return keys
}

/** Where the first key from `at` on stands that has not been deleted meanwhile; behind the last key if there is none. */
export const nextKey = (object: unknown, keys: readonly string[], at: number): number => {
  let next = at
  while (next < keys.length && !((keys[next] as string) in Object(object))) next++ // within its bounds
  return next
}
