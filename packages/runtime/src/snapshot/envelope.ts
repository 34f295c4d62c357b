import { crc32 } from "node:zlib"
import { requireOpened } from "@statewright/model"
import { SnapshotDamaged } from "./snapshot-damaged.ts"
import { SnapshotTooNew } from "./snapshot-too-new.ts"

/**
 * The formats of bases and deltas; a reader refuses a newer one. From 2 on the checksum of a base begins with its run;
 * a base of 3 and a delta of 2 say which member of a group an activation works for; in the next ones the number of the
 * format is under the checksum, too.
 */
const latest = { base: 4, delta: 3 } as const

/** Whether a text stands alone, or says what changed since the text before it. */
export type SnapshotKind = "base" | "delta"

/** A text as stored, and the checksum that the next delta goes on from. */
export interface Sealed {
  readonly text: string
  readonly checksum: number
}

/** The text of a base: `4b:6f0a93c1:[...]`. Its checksum goes on from the id of its run, so that no other run takes it. */
export const sealBase = (body: string, owner: string): Sealed => sealed("base", body, crc32(owner))

/** The text of a delta: its checksum goes on from the text before it, so that one that is missing or doubled is found. */
export const sealDelta = (body: string, previous: number): Sealed => sealed("delta", body, previous)

const sealed = (kind: SnapshotKind, body: string, previous: number): Sealed => {
  const checksum = crc32(body, crc32(String(latest[kind]), previous))
  return { text: `${latest[kind]}${letters[kind]}:${checksum.toString(16).padStart(8, "0")}:${body}`, checksum }
}

/** The body of a base. */
export const unsealBase = (text: string, owner: string): Unsealed =>
  unseal("base", text, (version) => (version === 1 ? 0 : crc32(owner)))

/** The body of a delta. */
export const unsealDelta = (text: string, previous: number): Unsealed => unseal("delta", text, () => previous)

const unseal = (kind: SnapshotKind, text: string, previousOf: (version: number) => number): Unsealed => {
  requireOpened(text)
  const [head = "", digits, letter, checksum] = /^(\d+)([bd]):([0-9a-f]{8}):/.exec(text) ?? []
  if (digits === undefined || checksum === undefined) throw new SnapshotDamaged("it has no version")
  const version = Number(digits)
  if (version <= latest.base && letter !== letters[kind]) throw new SnapshotDamaged(`it is no ${kind}`)
  if (version > latest[kind]) throw new SnapshotTooNew(version, latest[kind])
  if (version < 1) throw new SnapshotDamaged("it has no version")
  const body = text.slice(head.length)
  const previous = previousOf(version)
  const actual = crc32(body, version < latest[kind] ? previous : crc32(digits, previous))
  if (actual !== Number.parseInt(checksum, 16)) throw new SnapshotDamaged("its checksum does not fit")
  return { body: JSON.parse(body), checksum: actual }
}

/** What was sealed. */
export interface Unsealed {
  readonly body: unknown
  readonly checksum: number
}

const letters = { base: "b", delta: "d" } as const
