import { type Activation, type Frame, memberOf, type WaitId } from "@statewright/model"
import { mutexHeld } from "@statewright/workflow"
import { type GroupLocals, groupLocals } from "../machine/group-locals.ts"
import { openWait } from "../machine/open-wait.ts"
import type { Moving } from "./moving.ts"

/** Takes the lock that a group works under, or stands in line for it; answers whether it holds it now. Throws `MutexHeld`. */
export const takeLock = (moving: Moving, group: Activation): boolean => {
  const { lock } = groupLocals(group)
  if (lock === undefined || group.settles === undefined) return true
  const { key, global } = lock
  if (isHeldAround(moving, group, key, global)) throw mutexHeld(key)
  return global ? askFor(moving, group, key) : takeInside(moving, group.settles, key)
}

/** A lock that all runs share is had once its wait is settled. */
const askFor = (moving: Moving, group: Activation, key: string): boolean => {
  if (group.waiting?.kind !== "group") return false
  const { wait } = openWait(moving, `${group.settles ?? ""}/lock`)
  group.waiting = { ...group.waiting, collecting: wait }
  group.locals["asks"] = wait
  moving.writes.activations.add(group.number)
  moving.commands.push({ kind: "acquire", wait, key })
  return false
}

const takeInside = (moving: Moving, wait: WaitId, key: string): boolean => {
  const { frame, writes } = moving
  const lock = lockOf(moving, key)
  if (lock?.waiting?.kind === "lock") {
    lock.waiting = { ...lock.waiting, line: [...lock.waiting.line, wait] }
    writes.activations.add(lock.number)
    return false
  }
  const number = (frame.seq += 1)
  const waiting = { kind: "lock", key, holder: wait, line: [] } as const
  frame.activations.set(number, { number, procedure: "", state: "", locals: {}, waiting })
  writes.activations.add(number)
  return true
}

/** A group that works under a lock has ended, or waits for it no more: answers who holds it now. */
export const releaseLock = (moving: Moving, group: Activation): Activation | undefined => {
  const { lock, asks } = groupLocals(group)
  if (lock === undefined) return undefined
  if (lock.global) {
    if (asks !== undefined) moving.commands.push({ kind: "release", wait: asks })
    if (asks !== undefined && moving.frame.waits.delete(asks)) moving.writes.waits.add(asks)
    return undefined
  }
  return releaseInside(moving, group.settles ?? "", lock.key)
}

const releaseInside = (moving: Moving, wait: WaitId, key: string): Activation | undefined => {
  const { frame, writes } = moving
  const lock = lockOf(moving, key)
  if (lock?.waiting?.kind !== "lock") return undefined
  writes.activations.add(lock.number)
  const { holder, line } = lock.waiting
  if (holder !== wait) {
    lock.waiting = { ...lock.waiting, line: line.filter((each) => each !== wait) }
    return undefined
  }
  const [next, ...others] = line
  if (next === undefined) {
    frame.activations.delete(lock.number)
    return undefined
  }
  lock.waiting = { ...lock.waiting, holder: next, line: others }
  return [...frame.activations.values()].find(({ settles }) => settles === next)
}

const lockOf = ({ frame }: Moving, key: string): Activation | undefined =>
  [...frame.activations.values()].find(({ waiting }) => waiting?.kind === "lock" && waiting.key === key)

/** Whether a group works for one that holds the same lock already, so that it would wait for itself. */
const isHeldAround = ({ frame }: Moving, group: Activation, key: string, global: boolean): boolean =>
  locksAround(frame, group).some((lock) => lock.key === key && lock.global === global)

/** Whether the code that waits for a lock of all runs holds another one. */
export const asksUnderLock = (frame: Frame, asks: WaitId): boolean => {
  const group = [...frame.activations.values()].find(
    (each) => each.waiting?.kind === "group" && groupLocals(each).asks === asks,
  )
  return group !== undefined && locksAround(frame, group).some(({ global }) => global)
}

/** The locks that a group works under. */
const locksAround = (frame: Frame, group: Activation): readonly NonNullable<GroupLocals["lock"]>[] => {
  const locks: NonNullable<GroupLocals["lock"]>[] = []
  let { strand } = group
  while (strand !== undefined) {
    const around = frame.activations.get(memberOf(frame.activations.get(strand)?.settles ?? "")?.group ?? -1)
    const lock = around && groupLocals(around).lock
    if (lock !== undefined) locks.push(lock)
    strand = around?.strand
  }
  return locks
}
