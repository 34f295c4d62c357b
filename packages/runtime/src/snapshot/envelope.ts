import { crc32 } from "node:zlib"
import { SnapshotDamaged } from "./snapshot-damaged.ts"
import { SnapshotTooNew } from "./snapshot-too-new.ts"

/** The format of bases and deltas; a reader refuses a newer one. */
const snapshotVersion = 1

/** Whether a text stands alone, or says what changed since the text before it. */
export type SnapshotKind = "base" | "delta"

/** A text as stored, and the checksum that the next delta goes on from. */
export interface Sealed {
  readonly text: string
  readonly checksum: number
}

/**
 * Puts version, kind and checksum before the body: `1b:6f0a93c1:[...]`. A delta's checksum goes on from the text before
 * it, so that one that is missing, doubled or of another base is found too.
 */
export const seal = (kind: SnapshotKind, body: string, previous: number): Sealed => {
  const checksum = crc32(body, previous)
  return { text: `${snapshotVersion}${letters[kind]}:${checksum.toString(16).padStart(8, "0")}:${body}`, checksum }
}

/** The body of a sealed text, parsed. */
export const unseal = (kind: SnapshotKind, text: string, previous: number): Unsealed => {
  const [head = "", version, letter, checksum] = /^(\d+)([bd]):([0-9a-f]{8}):/.exec(text) ?? []
  if (version === undefined || checksum === undefined) throw new SnapshotDamaged("it has no version")
  if (Number(version) > snapshotVersion) throw new SnapshotTooNew(Number(version), snapshotVersion)
  if (Number(version) !== snapshotVersion || letter !== letters[kind]) throw new SnapshotDamaged(`it is no ${kind}`)
  const body = text.slice(head.length)
  const actual = crc32(body, previous)
  if (actual !== Number.parseInt(checksum, 16)) throw new SnapshotDamaged("its checksum does not fit")
  return { body: JSON.parse(body), checksum: actual }
}

/** What was sealed. */
export interface Unsealed {
  readonly body: unknown
  readonly checksum: number
}

const letters = { base: "b", delta: "d" } as const
