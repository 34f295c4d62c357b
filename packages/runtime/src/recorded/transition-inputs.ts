import { type Chance, chance } from "./chance.ts"

/** What a transition is computed from beside its frame and its event; stored with it. */
export interface TransitionInputs {
  /** The one clock reading of the transition, in ms since 1970. */
  readonly now: number
  /** What its random values grow from; absent where nothing may ask for one. */
  readonly seed?: string
}

/** What the code of the transition at hand sees of time and chance. */
export interface Recorded {
  readonly now: number
  /** `undefined` without a seed. */
  readonly chance: Chance | undefined
}

/** Computes a transition, which is synchronous: its code sees `inputs` instead of the clock and of chance. */
export const withInputs = <Result>({ now, seed }: TransitionInputs, compute: () => Result): Result => {
  const place = global()
  const before = place[key]
  place[key] = { now, chance: seed === undefined ? undefined : chance(seed) }
  try {
    return compute()
  } finally {
    place[key] = before
  }
}

/** What code sees here, if it is the code of a transition. */
export const currentInputs = (): Recorded | undefined => global()[key]

const key = Symbol.for("statewright.recorded")

/** One for the process: the engine and the generated files may stand on two copies of this package. */
// A symbol of ours on the global object, which TypeScript cannot know.
const global = (): { [key]?: Recorded | undefined } => globalThis as { [key]?: Recorded | undefined }
