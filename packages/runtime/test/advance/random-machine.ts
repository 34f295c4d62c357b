import { dispatch, leave, region, returned, segment, sleep, threw, wait } from "../../src/machine/index.ts"
import type { StateNode, Target } from "../../src/machine/index.ts"
import { type Machine, setup } from "../../src/machine/setup.ts"
import type { Dice } from "./random-script.ts"

/** The locals of a random machine. */
export interface Scripted {
  /** What its segments do, in turn. */
  readonly script: number[]
  /** Those that have run. */
  readonly seen: string[]
}

interface Tree {
  readonly name: string
  /** Absent of a segment and its wait. */
  readonly inner?: readonly Tree[]
}

/** Segments, waits, and regions inside of each other that catch; every exit leads to any state there is. */
export const randomMachine = ({ below, pick }: Dice): Machine => {
  let named = 0
  const tree = (depth: number): readonly Tree[] =>
    Array.from({ length: 1 + below(3) }, () => {
      const name = `n${named++}`
      return depth > 0 && below(2) === 0 ? { name, inner: tree(depth - 1) } : { name }
    })
  const trees = tree(3)
  const paths = ["#main.returned", ...trees.flatMap((each) => pathsOf(each, "#main"))]
  const any = (): Target =>
    below(5) === 0 ? leave("#main.end", "record", pick(["normal", "return", "throw"])) : pick(paths)

  const states = (of: readonly Tree[]): Readonly<Record<string, StateNode>> => Object.assign({}, ...of.map(statesOf))
  const statesOf = ({ name, inner }: Tree): Readonly<Record<string, StateNode>> => {
    if (inner !== undefined) {
      const [first] = inner
      const initial = first?.name ?? ""
      const caught = below(2) === 0 ? { caught: any() } : {}
      return { [name]: region({ initial, states: states(inner), ...caught }) }
    }
    const exits = { next: `${name}w`, on: any(), again: name, jump: any() }
    return {
      [name]: segment(codeOf(name), exits),
      [`${name}w`]: wait(name, { done: pick(paths), keep: ["script", "seen", "record"] }),
    }
  }

  const end = dispatch("record", { normal: pick(paths), return: "#main.returned" })
  const own = { end, returned: returned(), threw: threw() }
  return setup().createMachine({ id: "main", initial: trees[0]?.name ?? "", states: { ...states(trees), ...own } })
}

const pathsOf = ({ name, inner = [] }: Tree, around: string): readonly string[] => {
  const path = `${around}.${name}`
  return [path, ...inner.flatMap((each) => pathsOf(each, path))]
}

const codeOf = (name: string) => (locals: unknown) => {
  const { script, seen } = locals as Scripted // whoever runs it says so
  seen.push(name)
  switch (script.shift()) {
    case 1:
      return "on"
    case 2:
      return "jump"
    case 3:
      return "again"
    case 4:
      throw new RangeError(name)
    default:
      return sleep(1)
  }
}
