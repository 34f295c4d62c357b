/** The longest sequence of pairs that are alike and stand in the same order in both lists. */
export const longestCommon = <Left, Right>(
  lefts: readonly Left[],
  rights: readonly Right[],
  by: (one: Left | Right) => string,
): readonly (readonly [Left, Right])[] => {
  const a = lefts.map(by)
  const b = rights.map(by)
  const pairs: (readonly [Left, Right])[] = []
  const pair = (i: number, j: number): void => {
    pairs.push([lefts[i] as Left, rights[j] as Right]) // within both
  }
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) pair(start, start++)
  let [endA, endB] = [a.length, b.length]
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) pair(--endA, --endB)
  const width = endB - start + 1
  const lengths = new Uint32Array((endA - start + 1) * width)
  const at = (i: number, j: number): number => lengths[(i - start) * width + (j - start)] ?? 0
  for (let i = endA - 1; i >= start; i--) {
    for (let j = endB - 1; j >= start; j--) {
      lengths[(i - start) * width + (j - start)] =
        a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  for (let i = start, j = start; i < endA && j < endB;) {
    if (a[i] === b[j]) pair(i++, j++)
    else if (at(i + 1, j) >= at(i, j + 1)) i++
    else j++
  }
  return pairs
}
