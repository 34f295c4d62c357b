import { placeOf } from "../1-read/place-of.ts"
import { firstFree } from "../2-analyze/first-free.ts"
import { diagnostic } from "../diagnostic/diagnostic.ts"
import type { LockedId } from "../lock/lock.ts"
import type { DraftRegion, DraftSegment, DraftStarted, DraftState, DraftWait } from "./draft.ts"
import { kindOf, likenessOf } from "./likeness.ts"
import { after, type Lowering } from "./lowering.ts"
import { type Candidate, keyIn, pairUp } from "./pair-up.ts"

/**
 * Gives every state of a body its key, and every segment the name of its code. A wait or construct keeps the key that
 * the lock has for it; a new one gets the first that is free and was never taken. Segments are called after these.
 * Answers what the lock is to say of the body from now on.
 */
export const assignIds = (lowering: Lowering, locked: readonly LockedId[], prefix: string): readonly LockedId[] => {
  refuseTwins(lowering)
  const ids: LockedId[] = []
  const lockedIn = Map.groupBy(locked, ({ path }) => path.slice(0, path.lastIndexOf("/") + 1))
  const names = new Set(locked.map(nameOf))
  const uniqueNames = new Map<HasId, string>()
  const assign = (region: DraftRegion, path: string): void => {
    const siblings = lockedIn.get(path) ?? []
    const candidates = region.states.filter(hasId).map(candidateOf)
    const pairs = pairUp(siblings, candidates)
    const keys = new Set(siblings.map((id) => keyIn(id.path)))
    let before: string | undefined
    for (const one of candidates) {
      const { state, kind, likeness } = one
      const old = pairs.get(one)
      state.key = old === undefined ? freeIn(keys, state.name, region) : keyIn(old.path)
      const name = old === undefined ? firstFree(state.name, (wanted) => names.has(wanted)) : nameOf(old)
      names.add(name)
      uniqueNames.set(state, name)
      ids.push({
        path: `${path}${state.key}`,
        kind,
        likeness,
        ...(before !== undefined && { after: before }),
        ...(name !== state.key && { name }),
        removed: false,
      })
      before = state.key
      if (state.kind === "region") assign(state, `${path}${state.key}/`)
    }
    nameOthers(region, keys)
  }
  assign(lowering.root, prefix)
  nameCode(lowering, uniqueNames)
  const left = new Set(ids.map(({ path }) => path))
  return [...ids, ...locked.filter(({ path }) => !left.has(path)).map(gone)]
}

type HasId = DraftWait | DraftStarted | DraftRegion

const hasId = (state: DraftState): state is HasId =>
  state.kind === "wait" || state.kind === "started" || state.kind === "region"

const candidateOf = (state: HasId): Candidate & { readonly state: HasId } => ({
  state,
  kind: kindOf(state),
  likeness: likenessOf(state),
  written: state.kind !== "region" && state.isWritten ? state.name : undefined,
})

const nameOf = ({ path, name }: LockedId): string => name ?? keyIn(path)

const gone = ({ path, kind, likeness, name }: LockedId): LockedId => ({
  path,
  kind,
  likeness,
  ...(name !== undefined && { name }),
  removed: true,
})

/** A key that no sibling has or had: `square`, `square_2`. */
const freeIn = (taken: Set<string>, wanted: string, { parent }: DraftRegion): string => {
  const isEnd = (name: string): boolean => parent === undefined && (name === "returned" || name === "threw")
  const key = firstFree(wanted, (name) => taken.has(name) || isEnd(name))
  taken.add(key)
  return key
}

/** The keys of what has no id of its own. */
const nameOthers = (region: DraftRegion, taken: Set<string>): void => {
  for (const state of region.states) {
    if (state.kind === "segment") {
      const { name } = state
      state.key = freeIn(taken, name.after === undefined ? name.key : after(name.after.key), region)
    } else if (state.kind === "dispatch") state.key = freeIn(taken, state.key, region)
  }
}

/** The code of a segment is called after the state that it follows, or has the number of the construct that it stands in. */
const nameCode = ({ segments }: Lowering, names: ReadonlyMap<HasId, string>): void => {
  const taken = new Set<string>()
  for (const segment of segments) {
    const code = codeName(segment, names)
    segment.code = firstFree(code, (wanted) => taken.has(wanted))
    taken.add(segment.code)
  }
}

const codeName = ({ name, parent }: DraftSegment, names: ReadonlyMap<HasId, string>): string => {
  if (name.after !== undefined) return after(names.get(name.after) ?? name.after.name)
  const around = names.get(parent) ?? ""
  if (name.code === parent.name && around !== "") return around
  return `${name.code}${/_\d+$/.exec(around)?.[0] ?? ""}`
}

/** An id that the author wrote twice. */
const refuseTwins = ({ root, diagnostics }: Lowering): void => {
  const first = new Map<string, DraftWait | DraftStarted>()
  for (const wait of waitsBelow(root)) {
    if (!wait.isWritten) continue
    const other = first.get(wait.name)
    if (other === undefined) first.set(wait.name, wait)
    else {
      const related = [{ ...placeOf(other.node), label: "it is this one's id" }]
      diagnostics.push(diagnostic("SW1003", placeOf(wait.node), { id: wait.name }, related))
    }
  }
}

const waitsBelow = ({ states }: DraftRegion): readonly (DraftWait | DraftStarted)[] =>
  states.flatMap((state) =>
    state.kind === "region" ? waitsBelow(state) : state.kind === "wait" || state.kind === "started" ? [state] : [],
  )
