import type { EventOrder, RunOrder } from "../worker/orders.ts"
import type { Dice } from "./dice.ts"
import { randomErrand } from "./random-errand.ts"

/** Orders for one life of a process: some that are new, and some that others have given too. */
export const randomOrders = (dice: Dice, known: RunOrder[]): readonly RunOrder[] => {
  const fresh = Array.from({ length: dice.number(3, 7) }, (_, at) => randomOrder(dice, known.length + at))
  const again = known.filter(() => dice.chance(0.02))
  known.push(...fresh)
  return [...again, ...fresh]
}

/** Events for one life of a process; some were sent before, by this or by others. */
export const randomEvents = (dice: Dice, runs: readonly RunOrder[], known: EventOrder[]): readonly EventOrder[] => {
  const fresh = Array.from({ length: dice.number(0, 8) }, (_, at): EventOrder => {
    const to = runs[dice.number(0, runs.length)]?.id
    const payload = { line: dice.number(0, 2), weight: dice.number(1, 100) }
    return { id: `call-${known.length + at}`, payload, ...(to !== undefined && dice.chance(0.4) && { to }) }
  })
  const again = known.filter(() => dice.chance(0.05))
  known.push(...fresh)
  return [...fresh, ...again]
}

const randomOrder = (dice: Dice, number: number): RunOrder => {
  const cancel = dice.chance(0.25) ? { after: dice.number(0, 400), force: dice.chance(0.4) } : undefined
  const work = randomWork(dice)
  const order = { id: `run-${number}`, ...(number % 5 === 4 ? familyOf(number) : work) }
  return cancel === undefined ? order : { ...order, cancel }
}

/** Without chance, so that a seed from before leads to the same orders beside it. */
const familyOf = (number: number): Pick<RunOrder, "workflow" | "input"> => ({
  workflow: "family",
  input: { items: Array.from({ length: number % 4 }, (_, at) => (number * 3 + at * 2) % 14) },
})

/** What a run is to do. */
export const randomWork = (dice: Dice): Pick<RunOrder, "workflow" | "input"> => {
  const workflow = dice.of(["tour", "errand", "errand", "errand", "stamps"])
  switch (workflow) {
    case "tour":
    case "stamps":
      return { workflow, input: { doors: dice.number(1, 7) } }
    case "errand":
      return { workflow, input: { plan: randomErrand(dice) } }
  }
}
