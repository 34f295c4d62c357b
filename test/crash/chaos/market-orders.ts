import type { RunOrder } from "../worker/orders.ts"
import { unknownItem } from "../workflows/market.workflow.ts"

/** Trades beside every fourth of these orders: without chance, so that a seed from before leads to the same orders beside them. */
export const marketOrders = (runs: readonly RunOrder[]): readonly RunOrder[] =>
  runs.flatMap(({ id }) => {
    const number = Number(id.replace("run-", ""))
    return number % 4 === 1 ? [marketOrder((number - 1) / 4)] : []
  })

/** One of them: few prices, which all ask for, two tenants, and some who go home early. */
export const marketOrder = (number: number): RunOrder => {
  const id = `market-${number}`
  return {
    id,
    workflow: "market",
    input: { item: number % 8 === 5 ? unknownItem : number % 5, lot: number, first: id },
    ...(number % 3 === 2 && { tenant: "north" }),
    ...(number % 6 === 4 && { cancel: { after: (number * 70) % 400, force: number % 12 === 4 } }),
  }
}
