/**
 * For each word of `left` the place in `right` of the same word, so that most words have one and none cross
 * (a longest common subsequence); -1 for what is only on the left.
 */
export const align = (left: readonly string[], right: readonly string[]): readonly number[] => {
  let start = 0
  while (start < left.length && start < right.length && left[start] === right[start]) start++
  let [a, b] = [left.length, right.length]
  while (a > start && b > start && left[a - 1] === right[b - 1]) [a, b] = [a - 1, b - 1]
  const inner =
    (a - start) * (b - start) > tableLimit
      ? forward(left.slice(start, a), right.slice(start, b))
      : longest(left.slice(start, a), right.slice(start, b))
  return left.map((_, at) => {
    if (at < start) return at
    if (at >= a) return at - a + b
    const found = inner[at - start] ?? -1
    return found === -1 ? -1 : found + start
  })
}

/** A segment of some thousand words and more is aligned less thoroughly. */
const tableLimit = 4_000_000

const longest = (left: readonly string[], right: readonly string[]): readonly number[] => {
  const width = right.length + 1
  const lengths = new Uint16Array((left.length + 1) * width)
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      lengths[i * width + j] = left[i] === right[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  let j = 0
  return left.map((word, i) => {
    while (j < right.length && word !== right[j] && at(i, j + 1) > at(i + 1, j)) j++
    return j < right.length && word === right[j] && at(i, j) === at(i + 1, j + 1) + 1 ? j++ : -1
  })
}

/** The next equal word, if it is near. */
const forward = (left: readonly string[], right: readonly string[]): readonly number[] => {
  let next = 0
  return left.map((word) => {
    for (let j = next; j < Math.min(right.length, next + 50); j++) {
      if (right[j] !== word) continue
      next = j + 1
      return j
    }
    return -1
  })
}
