import type { ts } from "../../1-read/syntax.ts"
import { anyMember, createOwned, type MadeThing, type Thing } from "./thing.ts"
import { madeAt, reachOf, store, type World } from "./world.ts"

/**
 * A deep copy, by `structuredClone` or on its way through a step. That of a module's object is nobody else's; but in what
 * the run has put together, one object of a module may stand twice, and so as one or as two in the copy.
 */
export const copyOf = (world: World, node: ts.Node, from: Iterable<Thing>): MadeThing => {
  const copy = madeAt(world, node, "copy", true)
  const isPutTogether = [...from].some(({ kind }) => kind === "made")
  const stored = isPutTogether ? [...reachOf(from)].find(isStored) : undefined
  if (stored?.kind === "owned") {
    const part = world.copied.get(node) ?? createOwned({ ...stored.owner, isForeign: true })
    world.copied.set(node, part)
    store(world, [copy], anyMember, part.stored === undefined ? [part] : [part, part.stored])
  }
  return copy
}

const isStored = (thing: Thing): boolean => thing.kind === "owned" && thing.stored === undefined
