import type { Random } from "./random.ts"

/** The types of values that programs handle. */
export type Kind =
  | "num"
  | "str"
  | "bool"
  | "nums"
  | "box"
  | "boxes"
  | "map"
  | "bmap"
  | "opt"
  | "crate"
  | "error"
  /** A function of a number. */
  | "fn"
  /** An async function of a number. */
  | "helper"
  /** A promise. */
  | "later"
  | "unready"

/** How a kind is written as a type. */
export const typeOf: Readonly<Record<Kind, string>> = {
  num: "number",
  str: "string",
  bool: "boolean",
  nums: "number[]",
  box: "Box",
  boxes: "Box[]",
  map: "Map<string, number>",
  bmap: "Map<string, Box>",
  opt: "number | undefined",
  crate: "Crate",
  error: "unknown",
  fn: "(value: number) => number",
  helper: "(value: number) => Promise<unknown>",
  later: "Promise<unknown>",
  unready: "never",
}

/** A local that can be used. */
export interface Local {
  readonly name: string
  readonly kind: Kind
  /** May be assigned to; a loop's counter may not. */
  readonly mutable: boolean
}

interface Block {
  readonly locals: Map<string, Local>
  /** Names that were used in this block before, by whomever: declaring one now would change what they mean. */
  readonly used: Set<string>
}

/** The locals that can be seen at a place of a program. */
export interface Scope {
  readonly inside: <Result>(write: () => Result) => Result
  readonly declare: (local: Local) => void
  /** Answers a name for a new local; sometimes one that hides another. */
  readonly newName: (random: Random) => string
  readonly pick: (random: Random, wanted: (local: Local) => boolean) => Local | undefined
  readonly use: (name: string) => void
}

const names = ["x", "y", "z", "v", "w", "item", "total", "left"]

/** The scope of a function with these parameters. */
export const scopeOf = (parameters: readonly Local[]): Scope => {
  const blocks: Block[] = [{ locals: new Map(parameters.map((local) => [local.name, local])), used: new Set() }]
  let made = 0
  const innermost = (): Block => {
    const block = blocks.at(-1)
    if (block === undefined) throw new Error("invariant: the function's block is never left")
    return block
  }
  const use = (name: string): void => {
    for (const block of blocks.toReversed()) {
      block.used.add(name)
      if (block.locals.has(name)) return
    }
  }
  const visible = (): Local[] => {
    const found = new Map<string, Local>()
    for (const { locals } of blocks) for (const [name, local] of locals) found.set(name, local)
    return [...found.values()]
  }
  return {
    use,
    inside: (write) => {
      blocks.push({ locals: new Map(), used: new Set() })
      try {
        return write()
      } finally {
        blocks.pop()
      }
    },
    declare: (local) => innermost().locals.set(local.name, local),
    newName: (random) => {
      const { locals, used } = innermost()
      const free = names.filter((name) => !locals.has(name) && !used.has(name))
      const name = free.length > 0 && random.chance(0.7) ? random.of(free) : `${random.of(names)}${made++}`
      // The initializer must not name it.
      locals.set(name, { name, kind: "unready", mutable: false })
      return name
    },
    pick: (random, wanted) => {
      const found = visible().filter((local) => local.kind !== "unready" && wanted(local))
      if (found.length === 0) return undefined
      const local = random.of(found)
      use(local.name)
      return local
    },
  }
}
