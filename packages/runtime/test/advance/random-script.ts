import { type Act, atLeast, type Script } from "./scripted.ts"

/** Chance that can be repeated. */
export interface Dice {
  /** A whole number from 0, below this. */
  readonly below: (bound: number) => number
  readonly pick: <Value>(of: readonly Value[]) => Value
}

/** The same numbers for the same seed: mulberry32. */
export const dice = (seed: number): Dice => {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (bound: number): number => Math.floor(next() * bound)
  return { below, pick: (of) => of[below(of.length)] as (typeof of)[number] } // within its bounds
}

/** A script in which groups, calls and clean-ups stand inside of each other. */
export const randomScript = (chance: Dice, { detaches = false }: { readonly detaches?: boolean } = {}): Script => {
  const { below, pick } = chance
  let named = 0
  const name = (of: string): string => `${of}${named++}`

  const script = (depth: number): Script => ({
    does: Array.from({ length: below(3) + (depth === 3 ? 1 : 0) }, () => act(depth)),
    ...(below(3) === 0 && { cleanUp: Array.from({ length: 1 + below(2) }, () => name("undo")) }),
    ...(below(4) === 0 && { swallows: name("kept") }),
  })

  const act = (depth: number): Act => {
    const kind = below(depth > 0 ? 16 : 8)
    if (kind < 4) return { kind: "step", name: name("step") }
    if (kind === 4) return { kind: "sleep", millis: 1000 }
    if (kind === 5) return { kind: "throw", error: name("error") }
    if (kind === 6) return { kind: "await", of: "held" }
    if (kind === 7) return { kind: "await", of: "given" }
    if (kind === 8) return { kind: "call", script: script(depth - 1) }
    if (kind === 9) return { kind: "begin", act: begun(depth - 1) }
    return group(depth - 1)
  }

  const begun = (depth: number): Act => {
    const found = act(depth)
    return found.kind === "throw" || found.kind === "begin" || found.kind === "await"
      ? { kind: "step", name: name("held") }
      : found
  }

  const group = (depth: number): Act => {
    const count = 1 + below(4)
    const many = <Value>(make: () => Value): readonly Value[] => Array.from({ length: count }, make)
    const losers = pick(["cancel", "await", undefined, ...(detaches ? ["detach"] : [])])
    const timeout = below(3) === 0
    switch (pick(["fork", "parallel", "race", "each"] as const)) {
      case "fork":
        return { kind: "fork", of: byName(many(() => script(depth))), options: joined({ count, losers, timeout }) }
      case "parallel": {
        const options = {
          ...joined({ count, losers, timeout }),
          ...(below(2) === 0 && { maxParallelism: 1 + below(2) }),
        }
        return { kind: "parallel", of: many(() => script(depth)), options }
      }
      case "race": {
        const options = {
          ...(below(3) === 0 && { join: "all", ...joined({ count, losers: undefined, timeout }) }),
          ...(losers !== undefined && losers !== "detach" && { losers }),
        }
        return { kind: "race", of: byName(many(() => begun(depth))), options }
      }
      case "each": {
        const options = {
          ...pick([{}, { mode: "parallel" }, { mode: "parallel", maxParallelism: 2 }]),
          ...pick([{}, { onError: "stop" }, { onError: "continue" }, { onError: "collect" }]),
          ...(losers !== undefined && { losers }),
          ...(timeout && { iterationTimeout: "1 minute" }),
        }
        return { kind: "each", of: many(() => script(depth)), options, unused: below(4) === 0 }
      }
    }
  }

  const joined = ({ count, losers, timeout }: Joining): object => ({
    ...pick([{}, { join: "any" }, { join: "majority" }, { join: atLeast(1 + below(count)) }]),
    ...(losers !== undefined && { losers }),
    ...(timeout && { branchTimeout: "1 minute" }),
  })

  return script(3)
}

interface Joining {
  readonly count: number
  readonly losers: string | undefined
  readonly timeout: boolean
}

const byName = <Value>(of: readonly Value[]): Readonly<Record<string, Value>> =>
  Object.fromEntries(of.map((each, at) => [`m${at}`, each]))
