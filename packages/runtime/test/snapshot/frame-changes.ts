import fc from "fast-check"
import type { Activation, Frame, Outcome, Writes } from "@statewright/model"
import { everyPlace, topOf } from "./frames.ts"
import { widenMutated } from "../../src/machine/widen-mutated.ts"

/** One thing that a transition may do; numbers choose among what is there. */
export interface Change {
  readonly kind: (typeof kinds)[number]
  readonly name: (typeof names)[number]
  readonly pick: number
  readonly more: number
}

const kinds = [
  "assign new",
  "assign known",
  "assign new",
  "assign known",
  "append",
  "append",
  "append",
  "mutate",
  "mutate",
  "move out",
  "drop",
  "push",
  "pop",
  "open",
  "settle",
  "take",
] as const

const names = ["a", "b", "c", "d", "__proto__"] as const

/** Transitions, each of some changes. */
export const transitions: fc.Arbitrary<readonly (readonly Change[])[]> = fc.array(
  fc.array(
    fc.record({
      kind: fc.constantFrom(...kinds),
      name: fc.constantFrom(...names),
      pick: fc.nat(1000),
      more: fc.nat(1000),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  { maxLength: 25 },
)

/** Carries a transition out on a frame, as an author's code would, and returns the write sets that codegen would give. */
export const carryOut = (frame: Frame, changes: readonly Change[]): Writes => {
  const writes = { grown: new Map<object, string>(), mutated: new Map<object, string>() }
  for (const change of changes) {
    const activation = [...frame.activations.values()][change.more % frame.activations.size]
    if (activation === undefined) continue
    carryOutOne(frame, activation, change, writes)
    activation.state = `s${change.pick % 2}`
  }
  return { ...writes, ...everyPlace(frame) }
}

interface GatheredWrites {
  readonly grown: Map<object, string>
  readonly mutated: Map<object, string>
}

const carryOutOne = (
  frame: Frame,
  activation: Activation,
  change: Change,
  { grown, mutated }: GatheredWrites,
): void => {
  const { kind, name } = change
  const held = localOf(activation, name)
  switch (kind) {
    case "assign new":
      return setLocal(activation, name, newValue(change))
    case "assign known":
      return setLocal(activation, name, knownValue(activation, change))
    case "append": {
      // Only an array, Map or Set that nobody else holds counts as grown.
      const others = [...frame.activations.values()]
        .filter((each) => each !== activation)
        .flatMap(({ locals }) => Object.values(locals))
      const isOwn = !reachable(others).includes(Object(held))
      if (!isOwn) widenMutated({ mutated })
      if (append(held, activation, change)) (isOwn ? grown : mutated).set(Object(held), name)
      return
    }
    case "mutate": {
      const objects = reachable([held])
      const object = objects[change.pick % Math.max(objects.length, 1)]
      if (object === undefined || Object.isFrozen(object)) return
      widenMutated({ mutated })
      gatherMutated(mutated, activation, object)
      return mutate(object, activation, change)
    }
    case "move out": {
      const [key, inner] = movable(held) ?? []
      if (key === undefined || inner === undefined) return
      widenMutated({ mutated })
      gatherMutated(mutated, activation, inner)
      Reflect.set(inner, "0", change.more)
      Reflect.deleteProperty(Object(held), key)
      return setLocal(activation, "moved", inner)
    }
    case "drop":
      return void Reflect.deleteProperty(activation.locals, name)
    case "push":
      return frame.activations.size < 4 ? push(frame, change) : undefined
    case "pop":
      return frame.activations.size > 1 ? pop(frame) : undefined
    case "open":
      frame.seq += 1
      frame.waits.set(`w#${frame.seq}`, undefined)
      activation.waiting = { kind: "one", id: `w#${frame.seq}` }
      return
    case "settle":
      return settle(frame, change)
    case "take":
      return take(frame, activation, change)
  }
}

/** A write set names every local from which the object may be reached. */
const gatherMutated = (mutated: Map<object, string>, { locals }: Activation, object: object): void => {
  for (const [name, value] of Object.entries(locals)) {
    if (reachable([value]).includes(object)) mutated.set(Object(value), name)
  }
}

const localOf = ({ locals }: Activation, name: string): unknown =>
  Object.hasOwn(locals, name) ? locals[name] : undefined

const setLocal = ({ locals }: Activation, name: string, value: unknown): void => {
  Object.defineProperty(locals, name, { value, writable: true, enumerable: true, configurable: true })
}

const newValue = ({ pick, more }: Change): unknown => {
  const shared = { n: pick }
  switch (pick % 8) {
    case 0:
      return pick
    case 1:
      return -0
    case 2:
      return { x: shared, y: [shared, undefined] }
    case 3:
      return ["text", shared]
    case 4:
      return new Map<unknown, unknown>([
        ["k", shared],
        [more, more],
      ])
    case 5:
      return new Set<unknown>([shared, "v"])
    case 6:
      return new Date(more)
    default:
      return new Error("e", { cause: shared })
  }
}

/** Some object that an activation holds already: in a local, or inside of something. */
const knownValue = ({ locals }: Activation, { pick, more }: Change): unknown => {
  const all = reachable(Object.values(locals))
  return all[(pick * 31 + more) % Math.max(all.length, 1)]
}

const reachable = (roots: readonly unknown[]): object[] => {
  const seen = new Set<object>()
  const work = [...roots]
  for (let value = work.pop(); work.length > 0 || value !== undefined; value = work.pop()) {
    if (typeof value !== "object" || value === null || seen.has(value)) continue
    seen.add(value)
    work.push(...childrenOf(value))
  }
  return [...seen]
}

const childrenOf = (value: object): unknown[] => {
  if (value instanceof Map) return [...value].flat(1)
  if (value instanceof Set) return [...value]
  if (value instanceof Error) return [value.cause]
  return Object.values(value)
}

const append = (value: unknown, activation: Activation, change: Change): boolean => {
  const { pick, more } = change
  const element = pick % 3 === 0 ? knownValue(activation, change) : pick % 3 === 1 ? { n: more } : more
  if (Array.isArray(value) && !Object.isFrozen(value)) value.push(element)
  else if (value instanceof Map) value.set(more % 4 === 0 ? "k" : more, element)
  else if (value instanceof Set) value.add(element)
  else return false
  return true
}

const mutate = (object: object, activation: Activation, change: Change): void => {
  const value = change.more % 2 === 0 ? knownValue(activation, change) : { m: change.more }
  if (Array.isArray(object)) {
    if (change.more % 5 === 0) object.pop()
    else object[change.pick % 4] = value
  } else if (object instanceof Map) {
    object.delete("k")
    object.set(value, "k")
  } else if (object instanceof Set) {
    object.clear()
    object.add(value)
  } else if (object instanceof Date) object.setTime(change.pick)
  else if (object instanceof Error) object.message = `m${change.more}`
  else {
    Reflect.deleteProperty(object, Object.keys(object)[0] ?? "")
    Reflect.set(object, change.name === "__proto__" ? "p" : change.name, value)
    if (change.more % 11 === 0) Object.freeze(object)
  }
}

/** For `moved = name.x; moved.changed = true; delete name.x`: changed, and then reachable by another way only. */
const movable = (from: unknown): readonly [key: string, inner: object] | undefined => {
  if (!isPlain(from) || Object.isFrozen(from)) return undefined
  return Object.entries(from).find(([, inner]) => isPlain(inner) && !Object.isFrozen(inner))
}

const isPlain = (value: unknown): value is object => Object.getPrototypeOf(Object(value)) === Object.prototype

const push = (frame: Frame, change: Change): void => {
  const argument = knownValue(topOf(frame), change)
  const number = (frame.seq += 1)
  const locals = { a: argument, b: [] }
  frame.activations.set(number, {
    number,
    procedure: "helper",
    settles: `w#${number}`,
    outer: 0,
    state: "begin",
    locals,
  })
}

const pop = (frame: Frame): void => {
  const gone = topOf(frame)
  frame.activations.delete(gone.number)
  setLocal(topOf(frame), "answer", gone.locals["b"])
}

const settle = ({ waits }: Frame, change: Change): void => {
  const id = [...waits.keys()].find((each) => waits.get(each) === undefined)
  const outcome: Outcome =
    change.pick % 2 === 0 ? { ok: true, value: newValue(change) } : { ok: false, error: newValue(change) }
  if (id !== undefined) waits.set(id, outcome)
}

const take = ({ waits }: Frame, activation: Activation, { more }: Change): void => {
  const id = [...waits.keys()][more % Math.max(waits.size, 1)]
  const outcome = id === undefined ? undefined : waits.get(id)
  if (id === undefined || outcome === undefined) return
  waits.delete(id)
  delete activation.waiting
  setLocal(activation, "taken", outcome.ok ? outcome.value : outcome.error)
}
