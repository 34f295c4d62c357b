import { CircuitOpen, workflow } from "statewright"
import { Order, Settled } from "./order.ts"
import { charge, chargeLater, invoice } from "./steps.ts"

/** Settles an order by card; while the provider is down, by invoice, and the customer waits for nothing. */
export const settle = workflow("settle", { input: Order, output: Settled }, async (order) => {
  try {
    return { by: "card", number: await charge(order) }
  } catch (error) {
    if (!(error instanceof CircuitOpen)) throw error
    return { by: "invoice", number: await invoice(order) }
  }
})

/** Settles an order by card, whenever the provider is there again. */
export const settleLater = workflow("settleLater", { input: Order, output: Settled }, async (order) => {
  return { by: "card", number: await chargeLater(order) }
})
