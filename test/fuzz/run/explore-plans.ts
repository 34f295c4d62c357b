import type { Random } from "../grammar/random.ts"
import { letters, type Plan } from "./plan.ts"

interface Exploring {
  readonly random: Random
  /** How many plans at most. */
  readonly most: number
  /** One that is tried in any case. */
  readonly first: Plan
}

/**
 * Plans that together take many ways through a program: each run tells how many calls it made, and every call may go
 * another way.
 */
export const explorePlans = async (
  { random, most, first }: Exploring,
  run: (plan: Plan) => Promise<{ readonly calls: number; readonly stop: boolean }>,
): Promise<number> => {
  const tried = new Set<Plan>()
  let waiting: Plan[] = ["", first]
  let runs = 0
  while (waiting.length > 0 && runs < most) {
    const at = runs < 3 ? 0 : random.below(waiting.length)
    const [plan = ""] = waiting.splice(at, 1)
    if (tried.has(plan)) continue
    tried.add(plan)
    runs++
    const { calls, stop } = await run(plan)
    if (stop) return runs
    for (let call = plan.length; call < Math.min(calls, plan.length + 12); call++) {
      for (const letter of letters) if (letter !== "0") waiting.push(plan.padEnd(call, "0") + letter)
    }
    if (waiting.length > 4000) waiting = waiting.filter(() => random.chance(0.5))
  }
  return runs
}
