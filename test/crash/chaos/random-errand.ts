import type { Errand } from "../workflows/errand.workflow.ts"
import type { Dice } from "./dice.ts"

/** A random tree of things to do. */
export const randomErrand = (dice: Dice, depth = 3): Errand => {
  if (depth === 0 || dice.chance(0.25)) return leaf(dice)
  const inner = (): Errand => randomErrand(dice, depth - 1)
  const several = (): Errand[] => Array.from({ length: dice.number(1, 3) }, inner)
  const kind = dice.of(["in turn", "in turn", "together", "all", "settled", "race", "try", "try", "early"])
  switch (kind) {
    case "try":
      return { do: kind, first: inner(), instead: inner(), last: leaf(dice) }
    case "early":
      return { do: kind, begin: inner(), meanwhile: inner() }
    case "in turn":
    case "together":
    case "all":
    case "settled":
    case "race":
      return { do: kind, of: several() }
  }
}

const leaf = (dice: Dice): Errand => {
  const kind = dice.of(["buy", "buy", "buy", "buy", "nap", "listen"])
  switch (kind) {
    case "buy":
      return { do: kind, item: dice.number(0, 40) }
    case "nap":
      return { do: kind, millis: dice.number(0, 120) }
    case "listen":
      return { do: kind, line: dice.number(0, 2), millis: dice.number(100, 2_000) }
  }
}
