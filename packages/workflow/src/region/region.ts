import { AsyncLocalStorage } from "node:async_hooks"
import type { Cancellation } from "@statewright/model"
import { cutOff } from "../cancelled/cut-off.ts"

/** Tells what waits that it goes no further. */
export type Cut = (why: Cancellation) => void

/** A part of a run, natively: what waits in it can be cut, once. What it begins after that, to clean up, is left alone. */
export interface Region {
  readonly around: Region | undefined
  readonly root: Root
  /** The lock that it works under. */
  readonly holds?: string
  readonly groups: Set<Cut>
  readonly waits: Set<Cut>
  /** Why it was cut, if it was. */
  why?: Cancellation
  /** Its time to clean up is over: its code goes no further. */
  isDead?: true
  /** It was cut by its own code, which is told at its next wait. */
  owes?: Cancellation
}

/** What the regions of one run share. */
export interface Root {
  /** What was cut and has not ended: the run goes on until it has. */
  readonly cleaning: Set<Promise<unknown>>
  /** The code that waits for other code of it, in the order in which it came to do so. */
  readonly standing: Set<Standing>
  /** What it frees that other runs wait for. */
  readonly holding: Set<() => void>
}

/** A wait that nothing but other code of the workflow ends: at a barrier, for a mutex, for a pool. */
export interface Standing {
  readonly region: Region
  /** Why it never ends if nothing else can happen; `undefined` where that is not known. */
  readonly reason: () => string | undefined
}

/** A region in another one; without it the first of a run. */
export const regionWithin = (around: Region | undefined, holds?: string): Region => ({
  around,
  root: around?.root ?? { cleaning: new Set(), standing: new Set(), holding: new Set() },
  ...(holds !== undefined && { holds }),
  groups: new Set(),
  waits: new Set(),
})

/** Throws `Cancelled` once into all that waits in a region, the innermost first. */
export const cut = (region: Region, why: Cancellation): void => {
  if (region.why !== undefined) return
  region.why = why
  const current = currentRegion()
  const told = [...region.groups, ...region.waits]
  // It goes on in a moment, or waits for what is not ours to cut.
  if (told.length === 0) region.owes = why
  // Of what works in the region only the code that does this is told so at its next wait; the rest is told now.
  if (isWithin(current, region)) storage().enterWith({ ...regionWithin(current), why, owes: why })
  for (const cutOne of told) cutOne(why)
}

/** Whether a region is another one, or a part of it. */
export const isWithin = (inner: Region | undefined, region: Region): boolean =>
  inner !== undefined && (inner === region || isWithin(inner.around, region))

/** What the code at hand is to be told instead of beginning a wait, if its own code has cut it. */
export const owed = (): Promise<never> | undefined => {
  const region = currentRegion()
  if (region?.owes === undefined) return undefined
  const error = cutOff(region.owes)
  delete region.owes
  return Promise.reject(error)
}

/** Whether the code of a region goes no further. */
export const isDead = (region: Region | undefined): boolean =>
  region !== undefined && (region.isDead === true || isDead(region.around))

/** The region that the code at hand works in, if it works in one. */
export const currentRegion = (): Region | undefined => storage().getStore()

/** Runs code, and all that follows from it, in a region. */
export const inRegion = <Result>(region: Region, code: () => Result): Result => storage().run(region, code)

const key = Symbol.for("statewright.region")

/** One for the process, also where there are two copies of this package. */
const storage = (): AsyncLocalStorage<Region> => {
  // A symbol of ours on the global object, which TypeScript cannot know.
  const place = globalThis as { [key]?: AsyncLocalStorage<Region> }
  return (place[key] ??= new AsyncLocalStorage<Region>())
}
