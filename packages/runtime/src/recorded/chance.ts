import { createHash } from "node:crypto"

import { type Generator, sfc32 } from "./sfc32.ts"

/** All the random values of one transition: from the same seed, always the same ones in the same order. */
export interface Chance {
  /** As `Math.random()`: at least 0, less than 1, in steps of 2^-53. */
  readonly fraction: () => number
  /** As many bytes, fit for keys as long as nobody knows the seed. */
  readonly bytes: (length: number) => Uint8Array<ArrayBuffer>
}

/** Random values that grow from a seed, which may be any text. */
export const chance = (seed: string): Chance => {
  let numbers: Generator | undefined
  let blocks = 0
  return {
    fraction: () => {
      numbers ??= sfc32(wordsOf(seed))
      return (numbers() >>> 5) / 2 ** 27 + (numbers() >>> 6) / 2 ** 53
    },
    bytes: (length) => {
      const bytes = new Uint8Array(length)
      for (let at = 0; at < length; at += blockLength) {
        bytes.set(block(`${seed} ${blocks}`).subarray(0, length - at), at)
        blocks += 1
      }
      return bytes
    },
  }
}

const blockLength = 32

/** SHA-256 in counter mode: who sees some of the bytes cannot tell the others. */
const block = (text: string): Buffer => createHash("sha256").update(text).digest()

const wordsOf = (seed: string): [number, number, number, number] => {
  const hash = block(seed)
  return [hash.readUInt32LE(0), hash.readUInt32LE(4), hash.readUInt32LE(8), hash.readUInt32LE(12)]
}
