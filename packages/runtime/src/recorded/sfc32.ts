/** Whole numbers from 0 to below 2^32. */
export type Generator = () => number

/**
 * Chris Doty-Humphrey's "small fast chaotic" generator of 32 bits, from PractRand, where it passes every test
 * (https://pracrand.sourceforge.net, public domain). Its state is 128 bits, so its period is at least 2^32 whatever the
 * seed, and 2^127 on average; the first twelve numbers, in which a poor seed may still show, are thrown away.
 */
export const sfc32 = ([first, second, third, fourth]: readonly [number, number, number, number]): Generator => {
  let a = first | 0
  let b = second | 0
  let c = third | 0
  let counter = fourth | 0
  const next = (): number => {
    const answer = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + answer) | 0
    return answer >>> 0
  }
  for (let round = 0; round < 12; round++) next()
  return next
}
